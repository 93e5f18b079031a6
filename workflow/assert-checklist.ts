import { Refusal } from '../errors.ts'
import type { Act } from './act.ts'
import { checklist, type ChecklistItem } from './checklist.ts'
import { databaseTime } from './database-time.ts'
import { loadRevision } from './go-live.ts'
import type { Story } from './story.ts'
import type { Snapshot } from '../publication/snapshot.ts'

/** CHECKLIST_FAILED with every item that is open, unless a publisher gave a reason to override it. */
export async function assertChecklist(
  act: Pick<Act, 'prisma' | 'sql'>,
  story: Story,
  revision: number,
  override: string | null,
): Promise<void> {
  if (override) return
  const open = (await checklistOf(act, story.id, await loadRevision(act, story.id, revision))).filter(
    item => !item.done,
  )
  if (open.length === 0) return
  throw new Refusal(
    'CHECKLIST_FAILED',
    {
      en: `“${story.headline}” is not ready:\n${open.map(({ sentence }) => `– ${sentence.en}`).join('\n')}`,
      fr: `« ${story.headline} » n’est pas prêt :\n${open.map(({ sentence }) => `– ${sentence.fr}`).join('\n')}`,
    },
    { checklist: open.map(({ code, field, sentence }) => ({ code, field, sentence })) },
  )
}

/** The checklist of this story with this content, at this moment. */
export async function checklistOf(
  act: Pick<Act, 'prisma' | 'sql'>,
  articleId: string,
  snapshot: Snapshot,
): Promise<ChecklistItem[]> {
  const unpublished = await act.prisma.article.findMany({
    where: { id: { in: snapshot.relatedArticles }, liveRevision: null },
    select: { headline: true, trashedAt: true },
  })
  return checklist(snapshot, {
    now: await databaseTime(act),
    unpublishedRelated: unpublished.map(({ headline, trashedAt }) => (trashedAt ? null : headline)),
    killedImages: await killedImagesOf(act, snapshot),
    openNotes: await act.prisma.editorialNote.count({ where: { articleId, state: { not: 'resolved' } } }),
  })
}

async function killedImagesOf(act: Pick<Act, 'prisma'>, { image, sections }: Snapshot): Promise<string[]> {
  const ids = [image, ...sections.map(section => section.image)].flatMap(shown => shown?.id ?? [])
  const where = { id: { in: ids }, killedAt: { not: null } }
  return (await act.prisma.image.findMany({ where, select: { id: true } })).map(({ id }) => id)
}
