import { isAtLeast } from '../access.ts'
import { Refusal, type Sentence } from '../errors.ts'
import type { Act } from './act.ts'
import { databaseTime } from './database-time.ts'
import { assertMayNote, assertNoteText, lockNote, type Note, type NoteReply, type NoteState } from './note.ts'
import { notifyOfNote } from './notify-of-note.ts'
import { recordAudit } from './record-audit.ts'

type Moved = { from: readonly NoteState[]; to: (note: Note, act: Act) => NoteState; otherwise: Sentence }

/** Every move a note can make. Whoever reads the story answers; who asked, and editors, say what is settled. */
const noteMoves = {
  // Who asked and writes again has another question.
  reply: {
    from: ['open', 'answered'],
    to: ({ authorId }, { person }) => (authorId === person.id ? 'open' : 'answered'),
    otherwise: { en: 'It is resolved. Reopen it first.', fr: 'Elle est réglée. Rouvrez-la d’abord.' },
  },
  resolve: {
    from: ['open', 'answered'],
    to: () => 'resolved',
    otherwise: { en: 'It is resolved already.', fr: 'Elle est déjà réglée.' },
  },
  reopen: {
    from: ['resolved'],
    to: () => 'open',
    otherwise: { en: 'Only a resolved note can be reopened.', fr: 'Seule une note réglée peut être rouverte.' },
  },
} as const satisfies Record<string, Moved>

export type NoteMoveName = keyof typeof noteMoves
export type NoteMove = { noteId: string; name: NoteMoveName; text?: string | null }

/** Answers, resolves or reopens a note: guards, writes, records, and tells those concerned of an answer. */
export async function moveNote(act: Act, { noteId, name, text }: NoteMove): Promise<void> {
  const { from, to, otherwise }: Moved = noteMoves[name]
  const { note, story } = await lockNote(act, noteId)
  assertMayNote(story)
  if (name !== 'reply') assertMaySettle(act, note)
  if (!from.includes(note.state)) throw new Refusal('WRONG_STATE', otherwise)

  const replies = name === 'reply' ? [...note.replies, await replyOf(act, text)] : note.replies
  const state = to(note, act)
  await act.prisma.editorialNote.update({ where: { id: noteId }, data: { state, replies } })
  if (name === 'reply')
    await notifyOfNote(act, {
      articleId: story.id,
      participants: [note.authorId, ...note.replies.map(({ authorId }) => authorId)],
      text: text ?? '',
    })
  await recordAudit(act, { action: `note.${name}`, subject: `note:${noteId}`, from: note.state, to: state })
}

function assertMaySettle({ person }: Act, note: Note): void {
  if (isAtLeast(person, 'editor') || note.authorId === person.id) return
  throw new Refusal('NOT_PERMITTED', {
    en: 'Only who wrote the note, and editors, say whether it is settled. Reply to it.',
    fr: 'Seuls l’auteur de la note et la relecture disent si elle est réglée. Répondez-y.',
  })
}

async function replyOf(act: Act, text: string | null | undefined): Promise<NoteReply> {
  const { id, name } = act.person
  const at = (await databaseTime(act)).toISOString()
  return { authorId: id, author: name, text: assertNoteText(text), at }
}
