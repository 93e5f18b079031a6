import type { Comparison, FieldChange } from '../workflow/compare-snapshots.ts'
import type { OrderChange } from '../workflow/compare-order.ts'
import type { DiffPart } from '../workflow/diff-words.ts'
import { renderDocument } from '../publication/render-document.ts'
import type { Snapshot, SnapshotImage } from '../publication/snapshot.ts'

/** What a reader of a comparison knows of a side: its fields, its tags, its related stories, its sections' texts. */
export type Told = {
  fields: Record<string, string | null>
  tags: string[]
  relatedArticles: string[]
  sections: { id: string; heading: string; text: string; fields: Record<string, string | null> }[]
}

/** Only what is kept stands in the parts of either side. */
export const olderText = (parts: DiffPart[]) => textWithout(parts, 'ADDED')
export const newerText = (parts: DiffPart[]) => textWithout(parts, 'REMOVED')

export function tell({ image, tags, relatedArticles, sections, ...content }: Snapshot): Told {
  const { headline, description, byline, slug, language } = content
  return {
    fields: withoutNulls({ headline, description, byline, slug, language, ...tellImage(image) }),
    tags: [...tags].sort(),
    relatedArticles,
    sections: sections.map(section => ({
      id: section.id,
      heading: section.heading ?? '',
      text: renderDocument(section.body).text,
      fields: withoutNulls(tellImage(section.image)),
    })),
  }
}

/** The newer side, made of the older one and the comparison alone. */
export function applyComparison(older: Told, comparison: Comparison): Told {
  const before = new Map(older.sections.map(section => [section.id, section]))
  return {
    fields: applyFields(older.fields, comparison.fields),
    tags: [...older.tags.filter(tag => !comparison.tags.removed.includes(tag)), ...comparison.tags.added].sort(),
    relatedArticles: applyOrder(older.relatedArticles, comparison.relatedArticles),
    sections: comparison.sections
      .filter(({ to }) => to !== null)
      .sort((a, b) => Number(a.to) - Number(b.to))
      .map(({ id, heading, body, fields }) => ({
        id,
        heading: newerText(heading),
        text: newerText(body),
        fields: applyFields(before.get(id)?.fields ?? {}, fields),
      })),
  }
}

export function applyOrder(older: string[], changes: OrderChange[]): string[] {
  const touched = new Set(changes.map(({ id }) => id))
  const result = older.filter(id => !touched.has(id))
  for (const { id, to } of changes) if (to !== null) result.splice(to - 1, 0, id)
  return result
}

function applyFields(older: Told['fields'], changes: FieldChange[]): Told['fields'] {
  return withoutNulls({ ...older, ...Object.fromEntries(changes.map(({ field, to }) => [field, to])) })
}

function tellImage(image: SnapshotImage | null): Record<string, string | null> {
  if (!image) return {}
  const yes = (value: boolean) => (value ? 'yes' : 'no')
  return {
    image: image.id,
    'image.altText': image.altText,
    'image.isDecorative': yes(image.isDecorative),
    'image.caption': image.caption,
    'image.creditLine': image.creditLine,
    'image.creator': image.creator,
    'image.copyrightNotice': image.copyrightNotice,
    'image.usageTerms': image.usageTerms,
    'image.rightsExpire': image.rightsExpire,
    'image.isIllustrative': yes(image.isIllustrative),
    'image.focalPoint': image.focalPoint && `${image.focalPoint.x}, ${image.focalPoint.y}`,
    'image.override.altText': image.override.altText,
    'image.override.caption': image.override.caption,
  }
}

const textWithout = (parts: DiffPart[], left: DiffPart['kind']) =>
  parts
    .filter(({ kind }) => kind !== left)
    .map(({ text }) => text)
    .join('')

const withoutNulls = (fields: Record<string, string | null>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
