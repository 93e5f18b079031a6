import { NewsroomError } from '../errors.ts'
import type { Act } from './act.ts'
import { checklist, type ChecklistItem } from './checklist.ts'
import { databaseTime } from './database-time.ts'
import { loadRevision } from './go-live.ts'
import type { Story } from './story.ts'
import type { Snapshot } from '../publication/snapshot.ts'

/** CHECKLIST_FAILED with every item that is open, unless a publisher gave a reason to override it. */
export async function assertChecklist(
  act: Act,
  story: Story,
  revision: number,
  override: string | null,
): Promise<void> {
  if (override) return
  const open = (await checklistOf(act, await loadRevision(act, story.id, revision))).filter(item => !item.done)
  if (open.length === 0) return
  throw new NewsroomError(
    'CHECKLIST_FAILED',
    `“${story.headline}” is not ready:\n${open.map(({ sentence }) => `– ${sentence}`).join('\n')}`,
    { checklist: open.map(({ code, field, sentence }) => ({ code, field, sentence })) },
  )
}

/** The checklist of this content at this moment. */
export async function checklistOf(act: Pick<Act, 'prisma' | 'sql'>, snapshot: Snapshot): Promise<ChecklistItem[]> {
  const unpublished = await act.prisma.article.findMany({
    where: { id: { in: snapshot.relatedArticles }, liveRevision: null },
    select: { headline: true },
  })
  return checklist(snapshot, {
    now: await databaseTime(act),
    unpublishedRelated: unpublished.map(({ headline }) => headline),
  })
}
