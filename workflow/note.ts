import { NewsroomError } from '../errors.ts'
import type { Act } from './act.ts'
import { lockStory } from './lock-story.ts'
import type { Story } from './story.ts'

/** A note holds back an approval until it is resolved; an answer alone does not settle it. */
export const noteStates = ['open', 'answered', 'resolved'] as const
export type NoteState = (typeof noteStates)[number]

export type NoteReply = { authorId: string; author: string; text: string; at: string }
export type Note = { id: string; articleId: string; authorId: string | null; state: NoteState; replies: NoteReply[] }

const longest = 5000

/** The note and its story, both locked, the story first: an approval and a reopening wait for each other. */
export async function lockNote(act: Act, noteId: string): Promise<{ note: Note; story: Story }> {
  const found = await act.prisma.editorialNote.findUnique({ where: { id: noteId }, select: { articleId: true } })
  if (!found?.articleId) throw notFound()
  const story = await lockStory(act, found.articleId)
  const [note] = await act.sql<Note>(
    `select id, article as "articleId", author as "authorId", state::text, replies
       from "EditorialNote" where id = $1 for update`,
    [noteId],
  )
  if (!note) throw notFound()
  return { note, story }
}

/** Notes are written on stories that somebody can still work on. */
export function assertMayNote({ headline, trashedAt, archivedAt }: Story): void {
  if (trashedAt) throw new NewsroomError('WRONG_STATE', `“${headline}” is in the trash. Take it out first.`)
  if (archivedAt) throw new NewsroomError('WRONG_STATE', `“${headline}” is archived. Restore it first.`)
}

/** The text as it is kept, from 1 to 5,000 characters. */
export function assertNoteText(text: string | null | undefined): string {
  const trimmed = text?.trim() ?? ''
  if (trimmed === '') throw new NewsroomError('INVALID_INPUT', 'The note is empty. Write what it is about.')
  if (trimmed.length > longest)
    throw new NewsroomError('INVALID_INPUT', `The note has ${trimmed.length} characters; at most ${longest} fit.`)
  if (/[\p{Cc}\p{Cs}]/u.test(trimmed.replace(/[\t\n]/g, '')))
    throw new NewsroomError('INVALID_INPUT', 'Control characters cannot stand in a note.')
  return trimmed
}

const notFound = () => new NewsroomError('NOT_FOUND', 'There is no such note, or you may not see its story.')
