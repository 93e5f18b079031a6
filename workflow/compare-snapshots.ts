import equal from 'fast-deep-equal'
import { renderDocument } from '../publication/render-document.ts'
import type { Snapshot, SnapshotImage, SnapshotSection } from '../publication/snapshot.ts'
import { compareLinks, type TextLink } from './compare-links.ts'
import { compareOrder, type OrderChange } from './compare-order.ts'
import { diffWords, mostEdits, type DiffPart } from './diff-words.ts'

/** One field that differs; `words` is the same as data that can be shown. */
export type FieldChange = { field: string; from: string | null; to: string | null; words: DiffPart[] }

export type SectionChange = {
  id: string
  change: 'ADDED' | 'REMOVED' | 'CHANGED' | 'SAME'
  /** It stands elsewhere among the sections that stayed; its text may have changed besides. */
  moved: boolean
  /** Its place, 1, 2, 3 …; null where it does not stand. */
  from: number | null
  to: number | null
  heading: DiffPart[]
  /** The text as readers get it, paragraphs separated by one empty line. */
  body: DiffPart[]
  /** Emphasis, links, lists or quotes changed; the words say nothing of it. */
  formattingChanged: boolean
  /** Where its text leads to. */
  links: { added: TextLink[]; removed: TextLink[] }
  /** Its picture and the texts of that. */
  fields: FieldChange[]
}

export type Comparison = {
  same: boolean
  fields: FieldChange[]
  tags: { added: string[]; removed: string[] }
  relatedArticles: OrderChange[]
  /** In the order of the newer side; what was removed stands after what it stood after. */
  sections: SectionChange[]
}

type Sides<Value> = { from: Value; to: Value }

/** What has to be done to `from` to make it `to`; pure, and bounded in its work however long the texts are. */
export function compareSnapshots(from: Snapshot, to: Snapshot): Comparison {
  const sides = { from, to }
  const edits = editsForEach(sides)
  const compared = {
    fields: compareFields({ from: fieldsOf(from), to: fieldsOf(to) }, edits),
    tags: {
      added: to.tags.filter(tag => !from.tags.includes(tag)),
      removed: from.tags.filter(tag => !to.tags.includes(tag)),
    },
    relatedArticles: compareOrder(from.relatedArticles, to.relatedArticles),
    sections: compareSections({ from: from.sections, to: to.sections }, edits),
  }
  return { same: isSame(compared), ...compared }
}

function isSame({ fields, tags, relatedArticles, sections }: Omit<Comparison, 'same'>): boolean {
  return (
    [fields, tags.added, tags.removed, relatedArticles].every(changes => changes.length === 0) &&
    sections.every(({ change, moved }) => change === 'SAME' && !moved)
  )
}

/** A text that differs much costs the square of its edits: many such texts share what one alone may cost. */
function editsForEach({ from, to }: Sides<Snapshot>): number {
  const before = new Map(from.sections.map(section => [section.id, section]))
  const differing = to.sections.filter(({ id, body }) => before.has(id) && !equal(before.get(id)?.body, body)).length
  return Math.floor(mostEdits / Math.sqrt(Math.max(1, differing)))
}

function compareSections({ from, to }: Sides<SnapshotSection[]>, edits: number): SectionChange[] {
  const [placesBefore, placesAfter] = [placesOf(from), placesOf(to)]
  const order = compareOrder([...placesBefore.keys()], [...placesAfter.keys()])
  const moved = new Set(order.flatMap(({ id, change }) => (change === 'MOVED' ? id : [])))
  return inReadingOrder({ from, to }).map(id => {
    const [before, after] = [placesBefore.get(id), placesAfter.get(id)]
    const sides = { from: before?.section ?? null, to: after?.section ?? null }
    return {
      ...{ id, moved: moved.has(id), from: before?.place ?? null, to: after?.place ?? null },
      ...compareSection(sides, edits),
    }
  })
}

type SectionText = Pick<SectionChange, 'change' | 'heading' | 'body' | 'formattingChanged' | 'links' | 'fields'>

function compareSection({ from, to }: Sides<SnapshotSection | null>, edits: number): SectionText {
  const [textBefore, textAfter] = [textOf(from), textOf(to)]
  const images = { from: imageFields(from?.image ?? null), to: imageFields(to?.image ?? null) }
  const unchanged = equal(from, to)
  return {
    change: !from ? 'ADDED' : !to ? 'REMOVED' : unchanged ? 'SAME' : 'CHANGED',
    heading: diffWords(from?.heading ?? '', to?.heading ?? '', edits),
    body: diffWords(textBefore, textAfter, edits),
    formattingChanged: from !== null && to !== null && textBefore === textAfter && !equal(from.body, to.body),
    links: unchanged ? { added: [], removed: [] } : compareLinks(from?.body, to?.body),
    fields: compareFields(images, edits),
  }
}

function placesOf(sections: SnapshotSection[]): Map<string, { place: number; section: SnapshotSection }> {
  return new Map(sections.map((section, index) => [section.id, { place: index + 1, section }]))
}

function inReadingOrder({ from, to }: Sides<SnapshotSection[]>): string[] {
  const ids = to.map(({ id }) => id)
  const stays = new Set(ids)
  let after = -1
  for (const { id } of from) {
    if (stays.has(id)) after = ids.indexOf(id)
    else ids.splice((after += 1), 0, id)
  }
  return ids
}

type Fields = Record<string, string | null>

function compareFields({ from, to }: Sides<Fields>, edits: number): FieldChange[] {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])]
  return names.flatMap(field => {
    const [before, after] = [from[field] ?? null, to[field] ?? null]
    if (before === after) return []
    return [{ field, from: before, to: after, words: diffWords(before ?? '', after ?? '', edits) }]
  })
}

function fieldsOf({ headline, description, byline, slug, language, image }: Snapshot): Fields {
  return { headline, description, byline, slug, language, ...imageFields(image) }
}

/** `image` names the picture; the others are its texts at the time, and `image.override.…` those of this use. */
function imageFields(image: SnapshotImage | null): Fields {
  if (!image) return {}
  const { id, override, focalPoint, key: _key, width: _width, height: _height, ...texts } = image
  const values = { ...texts, 'override.altText': override.altText, 'override.caption': override.caption }
  return {
    image: id,
    ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`image.${name}`, inWords(value)])),
    'image.focalPoint': focalPoint && `${focalPoint.x}, ${focalPoint.y}`,
  }
}

const inWords = (value: string | boolean | null) => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : value)
const textOf = (section: SnapshotSection | null) => (section ? renderDocument(section.body).text : '')
