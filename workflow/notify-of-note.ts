import type { Act } from './act.ts'
import { notify } from './notify.ts'

/** Tells the story's author, and all who wrote in the note, that there is something new in it. */
export async function notifyOfNote(
  act: Act,
  { articleId, participants, text }: { articleId: string; participants: readonly (string | null)[]; text: string },
): Promise<void> {
  const story = await act.prisma.article.findUniqueOrThrow({ where: { id: articleId }, select: { authorId: true } })
  await notify(act, { kind: 'note', articleId, detail: text }, [story.authorId, ...participants])
}
