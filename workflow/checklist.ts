import type { Sentence } from '../errors.ts'
import type { Snapshot, SnapshotImage } from '../publication/snapshot.ts'

/** What must be right before a text is approved, published at once or scheduled. */
export type ChecklistItem = { code: ChecklistCode; field: string; done: boolean; sentence: Sentence }

export type ChecklistCode =
  | 'HEADLINE'
  | 'DESCRIPTION'
  | 'SECTION_WITH_TEXT'
  | 'LANGUAGE'
  | 'TAG'
  | 'IMAGE'
  | 'IMAGE_ALT_TEXT'
  | 'IMAGE_CREDIT'
  | 'IMAGE_RIGHTS'
  | 'LINKS'
  | 'NOTES'

export type ChecklistFacts = {
  now: Date
  /** Headlines of stories that this one lists as related, and that are not live; null for one in the trash. */
  unpublishedRelated: (string | null)[]
  /** Ids of pictures that were killed. */
  killedImages: string[]
  /** Notes of colleagues that nobody has resolved. */
  openNotes: number
}

/** Every item in the order in which an editor reads the page; pure. */
export function checklist(snapshot: Snapshot, facts: ChecklistFacts): ChecklistItem[] {
  const { image } = snapshot
  const images = [image, ...snapshot.sections.map(section => section.image)].filter(found => found !== null)
  const item = (code: keyof typeof toDo, field: string, done: boolean) => ({ code, field, done, sentence: toDo[code] })
  return [
    item('HEADLINE', 'headline', filled(snapshot.headline)),
    item('DESCRIPTION', 'description', filled(snapshot.description)),
    item('SECTION_WITH_TEXT', 'sections', snapshot.sections.some(hasText)),
    item('LANGUAGE', 'language', filled(snapshot.language)),
    item('TAG', 'tags', snapshot.tags.length > 0),
    item('IMAGE', 'image', image !== null),
    item('IMAGE_ALT_TEXT', 'image', images.every(isDescribed)),
    item(
      'IMAGE_CREDIT',
      'image',
      images.every(({ creditLine }) => filled(creditLine)),
    ),
    item(
      'IMAGE_RIGHTS',
      'image',
      images.every(found => !rightsExpired(found, facts.now) && !facts.killedImages.includes(found.id)),
    ),
    { code: 'LINKS', field: 'relatedArticles', ...unpublishedLinks(facts.unpublishedRelated) },
    { code: 'NOTES', field: 'notes', ...openNotes(facts.openNotes) },
  ]
}

const toDo = {
  HEADLINE: { en: 'Give the story a headline.', fr: 'Donnez un titre à l’article.' },
  DESCRIPTION: { en: 'Write the standfirst.', fr: 'Écrivez le chapô.' },
  SECTION_WITH_TEXT: {
    en: 'Write at least one section with text.',
    fr: 'Écrivez au moins une section avec du texte.',
  },
  LANGUAGE: { en: 'Say which language the story is in.', fr: 'Indiquez la langue de l’article.' },
  TAG: { en: 'Add at least one tag.', fr: 'Ajoutez au moins un mot-clé.' },
  IMAGE: { en: 'Choose a picture.', fr: 'Choisissez une photo.' },
  IMAGE_ALT_TEXT: {
    en: 'Describe every picture for those who cannot see it, or mark it as decorative.',
    fr: 'Décrivez chaque photo pour qui ne la voit pas, ou marquez-la comme décorative.',
  },
  IMAGE_CREDIT: { en: 'Say whom to credit for every picture.', fr: 'Indiquez le crédit de chaque photo.' },
  IMAGE_RIGHTS: {
    en: 'A picture was killed, or its rights have run out: choose another.',
    fr: 'Une photo a été retirée, ou ses droits ont expiré : choisissez-en une autre.',
  },
} as const satisfies Partial<Record<ChecklistCode, Sentence>>

export function rightsExpired({ rightsExpire }: Pick<SnapshotImage, 'rightsExpire'>, now: Date): boolean {
  return rightsExpire !== null && new Date(rightsExpire) <= now
}

const filled = (text: string | null) => text !== null && text.trim() !== ''
const isDescribed = (image: SnapshotImage) => image.isDecorative || filled(image.override.altText ?? image.altText)
const hasText = ({ body }: { body: unknown[] }) => body.some(leafHasText)

function leafHasText(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false
  if ('text' in node && typeof node.text === 'string' && node.text.trim() !== '') return true
  return 'children' in node && Array.isArray(node.children) && node.children.some(leafHasText)
}

function unpublishedLinks(headlines: (string | null)[]): Pick<ChecklistItem, 'done' | 'sentence'> {
  if (headlines.length === 0)
    return {
      done: true,
      sentence: {
        en: 'Link only to stories that are live.',
        fr: 'Ne renvoyez qu’à des articles en ligne.',
      },
    }
  // Whoever reads this may not see another's trash.
  const english = headlines.map(headline => (headline === null ? 'a story in the trash' : `“${headline}”`))
  const french = headlines.map(headline => (headline === null ? 'un article à la corbeille' : `« ${headline} »`))
  return {
    done: false,
    sentence: {
      en: `Not live yet, though linked as related: ${english.join(', ')}.`,
      fr: `Pas encore en ligne, bien que cités comme articles similaires : ${french.join(', ')}.`,
    },
  }
}

function openNotes(count: number): Pick<ChecklistItem, 'done' | 'sentence'> {
  if (count === 0) return { done: true, sentence: { en: 'Resolve all notes.', fr: 'Réglez toutes les notes.' } }
  return {
    done: false,
    sentence:
      count === 1
        ? { en: 'A note is not resolved yet.', fr: 'Une note n’est pas encore réglée.' }
        : { en: `${count} notes are not resolved yet.`, fr: `${count} notes ne sont pas encore réglées.` },
  }
}
