import type { Session } from '../access.ts'
import { sqlOfPrisma } from '../database/sql.ts'
import { Refusal } from '../errors.ts'
import type { Context } from '../generated/keystone/types.ts'
import type { Snapshot } from '../publication/snapshot.ts'
import { loadRevision } from '../workflow/go-live.ts'
import { loadSnapshot } from '../workflow/load-snapshot.ts'
import { overlayTyped, type TypedArticle } from './overlay-typed.ts'
import { knownTimeZone, spokenLanguage } from './page-words.ts'
import { renderPreviewPage, type Page } from './render-page.tsx'
import { showStory } from './show-story.ts'
import type { Banner } from './shown-story.ts'

export type Asked = {
  articleId: string
  /** What stands in the form; null for what is stored. */
  typed: TypedArticle | null
  /** This revision, in the place of the working copy. */
  revision: number | null
  language: string
  /** Their own, by its name. */
  timeZone: string | undefined
}

/**
 * The page for somebody of the newsroom: beside the form, or in a window. NOT_FOUND for a revision that they may not
 * read; that they may read the article, the caller has seen to.
 */
export async function previewForColleague(context: Context<Session>, asked: Asked, now = new Date()): Promise<Page> {
  const { articleId, language } = asked
  const { snapshot, shows } = await findContent(context, asked)
  const { prisma } = context
  const { story, isLive } = await showStory({ prisma, sql: sqlOfPrisma(prisma) }, { articleId, snapshot, now })
  const banner = { language: spokenLanguage(language), shows, isLive, expiresAt: null }
  const timeZone = knownTimeZone(asked.timeZone)
  return renderPreviewPage({ story, banner, base: '', title: snapshot.headline || 'Preview', timeZone })
}

async function findContent(
  context: Context<Session>,
  { articleId, typed, revision }: Asked,
): Promise<{ snapshot: Snapshot; shows: Banner['shows'] }> {
  if (revision !== null) {
    await assertReadable(context, articleId, revision)
    return { snapshot: await loadRevision(context, articleId, revision), shows: { revision } }
  }
  if (typed) return { snapshot: await overlayTyped(context.prisma, articleId, typed), shows: 'typed' }
  return { snapshot: await loadSnapshot(context, articleId), shows: 'working copy' }
}

/** Revisions are read by editors, and by the author of the story. */
async function assertReadable(context: Context<Session>, articleId: string, revision: number): Promise<void> {
  const where = { articleId: { equals: articleId }, number: { equals: revision } }
  const [found] = await context.db.Revision.findMany({ where, take: 1 })
  if (!found)
    throw new Refusal('NOT_FOUND', {
      en: 'There is no such revision, or you may not see it.',
      fr: 'Cette révision n’existe pas, ou vous ne pouvez pas la voir.',
    })
}
