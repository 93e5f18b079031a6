import type { Act } from './act.ts'
import { notify, type NoticeKind } from './notify.ts'
import type { Story } from './story.ts'
import type { TransitionName } from './transitions.ts'

/** Which moves are told, and to whom: those who may act next, or the author. */
const told: Partial<Record<TransitionName, { kind: NoticeKind; whom: 'editors' | 'author' }>> = {
  submit: { kind: 'submitted', whom: 'editors' },
  requestChanges: { kind: 'changes_requested', whom: 'author' },
  approve: { kind: 'approved', whom: 'author' },
  publish: { kind: 'published', whom: 'author' },
  publishNow: { kind: 'published', whom: 'author' },
  correct: { kind: 'published', whom: 'author' },
}

/** Tells those concerned that a story has moved, in the move's own transaction. */
export async function notifyOfTransition(
  act: Act,
  { story, name, detail }: { story: Story; name: TransitionName; detail: string | null },
): Promise<void> {
  const notice = told[name]
  if (!notice) return
  const people = notice.whom === 'author' ? [story.authorId] : await activeEditors(act)
  await notify(act, { kind: notice.kind, articleId: story.id, detail }, people)
}

async function activeEditors(act: Act): Promise<string[]> {
  const editors = await act.prisma.user.findMany({
    where: { active: true, role: { not: 'author' } },
    select: { id: true },
  })
  return editors.map(({ id }) => id)
}
