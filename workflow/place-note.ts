import { Refusal } from '../errors.ts'
import type { Act } from './act.ts'
import { lockStory } from './lock-story.ts'
import { idsOf, type NamedArticle } from './named-articles.ts'
import { assertMayNote, assertNoteText } from './note.ts'
import { notifyOfNote } from './notify-of-note.ts'
import { recordAudit } from './record-audit.ts'

export type NewNote = { article: NamedArticle; sectionId?: string | null; text?: string | null }

/**
 * What a new note holds besides what was typed. The story stays locked until the note is there, so that an approval
 * sees it or was first. Whether the person may see the story was asked when it was connected.
 */
export async function placeNote(act: Act, { article, sectionId, text }: NewNote) {
  const [articleId] = await idsOf(act, [article])
  if (!articleId)
    throw new Refusal('INVALID_INPUT', {
      en: 'Say which story the note is about.',
      fr: 'Dites de quel article parle la note.',
    })
  const story = await lockStory(act, articleId)
  assertMayNote(story)
  const section = sectionId ? await ownSection(act, articleId, sectionId) : null
  return {
    text: assertNoteText(text),
    sectionId: section?.id ?? '',
    sectionHeading: section?.heading ?? '',
    author: { connect: { id: act.person.id } },
  }
}

/** Puts a note that was just written on record, and tells those concerned. */
export async function recordNewNote(act: Act, noteId: string): Promise<void> {
  const note = await act.prisma.editorialNote.findUniqueOrThrow({ where: { id: noteId } })
  await notifyOfNote(act, { articleId: note.articleId ?? '', participants: [], text: note.text })
  await recordAudit(act, { action: 'note.open', subject: `note:${noteId}`, to: 'open' })
}

async function ownSection(act: Act, articleId: string, id: string) {
  const section = await act.prisma.section.findFirst({ where: { id, articleId }, select: { id: true, heading: true } })
  if (!section)
    throw new Refusal('INVALID_INPUT', {
      en: `The story has no section “${id}”. Leave it out, or read again.`,
      fr: `L’article n’a pas de section « ${id} ». Rechargez la page, ou annotez l’article entier.`,
    })
  return section
}
