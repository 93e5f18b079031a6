import { Refusal } from '../errors.ts'
import type { Act } from './act.ts'
import { lockStory } from './lock-story.ts'
import type { Story } from './story.ts'
import { isInArchive, isInTrash } from './put-away.ts'

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
export function assertMayNote(story: Story): void {
  if (story.trashedAt) throw isInTrash(story)
  if (story.archivedAt) throw isInArchive(story)
}

/** The text as it is kept, from 1 to 5,000 characters. */
export function assertNoteText(text: string | null | undefined): string {
  const trimmed = text?.trim() ?? ''
  if (trimmed === '')
    throw new Refusal('INVALID_INPUT', {
      en: 'The note is empty. Write what it is about.',
      fr: 'La note est vide. Écrivez de quoi il s’agit.',
    })
  if (trimmed.length > longest)
    throw new Refusal('INVALID_INPUT', {
      en: `The note has ${trimmed.length} characters; at most ${longest} fit.`,
      fr: `La note a ${trimmed.length} caractères ; ${longest} au plus sont acceptés.`,
    })
  if (/[\p{Cc}\p{Cs}]/u.test(trimmed.replace(/[\t\n]/g, '')))
    throw new Refusal('INVALID_INPUT', {
      en: 'Control characters cannot stand in a note.',
      fr: 'Une note n’accepte pas de caractères de contrôle.',
    })
  return trimmed
}

const notFound = () =>
  new Refusal('NOT_FOUND', {
    en: 'There is no such note, or you may not see its story.',
    fr: 'Cette note n’existe pas, ou vous ne pouvez pas voir son article.',
  })
