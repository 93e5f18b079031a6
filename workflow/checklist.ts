import type { Snapshot, SnapshotImage } from '../publication/snapshot.ts'

/** What must be right before a text is approved, published at once or scheduled. */
export type ChecklistItem = { code: ChecklistCode; field: string; done: boolean; sentence: string }

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
  const item = (code: ChecklistCode, field: string, done: boolean, sentence: string) => ({
    code,
    field,
    done,
    sentence,
  })
  return [
    item('HEADLINE', 'headline', filled(snapshot.headline), 'Give the story a headline.'),
    item('DESCRIPTION', 'description', filled(snapshot.description), 'Write the standfirst.'),
    item('SECTION_WITH_TEXT', 'sections', snapshot.sections.some(hasText), 'Write at least one section with text.'),
    item('LANGUAGE', 'language', filled(snapshot.language), 'Say which language the story is in.'),
    item('TAG', 'tags', snapshot.tags.length > 0, 'Add at least one tag.'),
    item('IMAGE', 'image', image !== null, 'Choose a picture.'),
    item(
      'IMAGE_ALT_TEXT',
      'image',
      images.every(isDescribed),
      'Describe every picture for those who cannot see it, or mark it as decorative.',
    ),
    item(
      'IMAGE_CREDIT',
      'image',
      images.every(({ creditLine }) => filled(creditLine)),
      'Say whom to credit for every picture.',
    ),
    item(
      'IMAGE_RIGHTS',
      'image',
      images.every(found => !rightsExpired(found, facts.now) && !facts.killedImages.includes(found.id)),
      'A picture was killed, or its rights have run out: choose another.',
    ),
    item('LINKS', 'relatedArticles', facts.unpublishedRelated.length === 0, unpublishedLinks(facts.unpublishedRelated)),
    item('NOTES', 'notes', facts.openNotes === 0, openNotes(facts.openNotes)),
  ]
}

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

function unpublishedLinks(headlines: (string | null)[]): string {
  if (headlines.length === 0) return 'Link only to stories that are live.'
  // Whoever reads this may not see another's trash.
  const named = headlines.map(headline => (headline === null ? 'a story in the trash' : `“${headline}”`))
  return `Not live yet, though linked as related: ${named.join(', ')}.`
}

function openNotes(count: number): string {
  if (count === 0) return 'Resolve all notes.'
  return count === 1 ? 'A note is not resolved yet.' : `${count} notes are not resolved yet.`
}
