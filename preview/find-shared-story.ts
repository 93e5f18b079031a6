import type { Sql } from '../database/sql.ts'
import { hashToken } from '../sign-in/session-cookie.ts'
import type { BannerLanguage } from '../workflow/preview-link.ts'

/** What a link opens, while it opens. */
export type SharedStory = {
  linkId: string
  articleId: string
  /** Null: the working copy as it stands now. */
  revision: number | null
  language: BannerLanguage
  expiresAt: Date
}

/**
 * What this token opens at this time; null for one that is made up, too old or revoked, and while the story is killed or
 * in the trash, or the account of whoever made the link is closed. One statement either way, by the token's hash.
 */
export async function findSharedStory(
  sql: Sql,
  { token, now }: { token: string; now: Date },
): Promise<SharedStory | null> {
  const [found] = await sql<SharedStory>(
    `select link.id as "linkId", link.article as "articleId", link.revision, link.language, link."expiresAt"
       from "PreviewLink" link
       join "Article" story on story.id = link.article and story."killedAt" is null and story."trashedAt" is null
       join "User" maker on maker.id = link."createdBy" and maker.active
      where link."tokenHash" = $1 and link."revokedAt" is null and link."expiresAt" > $2::timestamptz`,
    [hashToken(token), now.toISOString()],
  )
  return found ?? null
}

/** For colleagues to see whether, and when, somebody looked. */
export async function countOpening(sql: Sql, linkId: string): Promise<void> {
  await sql(
    `update "PreviewLink" set "timesOpened" = "timesOpened" + 1, "lastOpenedAt" = clock_timestamp() where id = $1`,
    [linkId],
  )
}
