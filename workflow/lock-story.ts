import { Refusal } from '../errors.ts'
import type { Act } from './act.ts'
import { describeChanges } from './describe-changes.ts'
import type { Story } from './story.ts'

/**
 * The story's row, locked until the transaction ends, so that whatever is decided from it still holds when it is
 * written. NOT_FOUND when there is none. Its key stays free: two stories that are being linked to each other would
 * otherwise wait for one another.
 */
export async function lockStory(act: Pick<Act, 'sql'>, articleId: string): Promise<Story> {
  const [story] = await act.sql<Story>(
    `select id, headline, state::text, version, author as "authorId", contributors,
            "newestRevision", "approvedRevision", "liveRevision",
            "firstPublished", "killedAt", "archivedAt", "trashedAt",
            "publishAt", "unpublishAt", "embargoedUntil"
       from "Article" where id = $1 for no key update`,
    [articleId],
  )
  if (!story)
    throw new Refusal('NOT_FOUND', {
      en: `There is no article “${articleId}”, or you may not see it.`,
      fr: `Il n’y a pas d’article « ${articleId} », ou vous ne pouvez pas le voir.`,
    })
  return story
}

/**
 * Two editors may save at once: the first to lock the row wins, the other is told who was first, and gets what has
 * changed since the version that they started from.
 */
export async function assertVersion(act: Pick<Act, 'prisma' | 'sql'>, story: Story, version: number): Promise<void> {
  if (story.version === version) return
  const last = await act.prisma.auditEntry.findFirst({
    where: { subject: `article:${story.id}`, action: { notIn: changesNothing } },
    orderBy: { sequence: 'desc' },
    select: { actorId: true, at: true },
  })
  const who = last && (await nameOf(act, last.actorId))
  const when = last?.at.toISOString()
  throw new Refusal(
    'ARTICLE_CHANGED',
    {
      en:
        `“${story.headline}” was changed by ${who ?? 'somebody else'}${when ? ` at ${when}` : ''}; you hold version ${version}, ` +
        `it is now at ${story.version}. Compare, then save again: nothing of yours was stored.`,
      fr:
        `« ${story.headline} » a été modifié par ${who ?? 'quelqu’un d’autre'}${when ? ` (${when})` : ''} ; vous avez la version ${version}, ` +
        `il en est à la ${story.version}. Comparez, puis enregistrez de nouveau : rien de votre travail n’a été enregistré.`,
    },
    {
      version: story.version,
      changedBy: who,
      changedAt: when ?? null,
      changes: await describeChanges(act, story, version),
    },
  )
}

/** On record with the story, though it stayed as it was. */
const changesNothing = ['article.scheduleFailed', 'article.makePreviewLink', 'article.revokePreviewLink']

async function nameOf(act: Pick<Act, 'prisma'>, actorId: string): Promise<string> {
  const user = await act.prisma.user.findUnique({ where: { id: actorId }, select: { name: true } })
  return user?.name ?? actorId
}
