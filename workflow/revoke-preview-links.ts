import type { Act } from './act.ts'
import { lockStory } from './lock-story.ts'
import { recordAudit } from './record-audit.ts'

/** Ends one link for good; ending it a second time changes nothing. Must run inside a transaction. */
export async function revokePreviewLink(act: Act, linkId: string): Promise<void> {
  const [link] = await act.sql<{ articleId: string }>(
    `select article as "articleId" from "PreviewLink" where id = $1`,
    [linkId],
  )
  if (!link) return
  // In the order of a kill, so that the two never wait for each other.
  await lockStory(act, link.articleId)
  const [revoked] = await act.sql<{ revision: number | null }>(
    `update "PreviewLink" set "revokedAt" = clock_timestamp()
      where id = $1 and "revokedAt" is null returning revision`,
    [linkId],
  )
  if (!revoked) return
  await recordAudit(act, {
    action: 'article.revokePreviewLink',
    subject: `article:${link.articleId}`,
    revision: revoked.revision,
    reason: `Link ${linkId}.`,
  })
}

/** Ends every link of a story that is to be seen no more. The move that asks for it goes on record, with them. */
export async function revokePreviewLinksOf(act: Pick<Act, 'sql'>, articleId: string): Promise<void> {
  await act.sql(`update "PreviewLink" set "revokedAt" = clock_timestamp() where article = $1 and "revokedAt" is null`, [
    articleId,
  ])
}
