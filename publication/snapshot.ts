/**
 * All content of a working copy, as a revision keeps it: what was approved, to the letter. Plain JSON, so that it
 * survives `jsonb` unchanged. What is empty is `null`, never `''`, so that an untouched save is no new content.
 */
export type Snapshot = {
  headline: string
  slug: string
  description: string | null
  byline: string | null
  /** BCP 47 */
  language: string
  image: SnapshotImage | null
  /** In reading order. */
  sections: SnapshotSection[]
  /** Ids, sorted: their order means nothing. */
  tags: string[]
  /** Ids in the editor's order. */
  relatedArticles: string[]
}

export type SnapshotSection = {
  id: string
  heading: string | null
  /** The Keystone document field's JSON. */
  body: unknown[]
  image: SnapshotImage | null
}

/** A picture in one place of one story: its own texts, and beside them those that this place puts over them. */
export type SnapshotImage = {
  id: string
  /** Names the stored file and its address: `/images/<key>/…`. */
  key: string
  /** Pixels of the original. */
  width: number
  height: number
  altText: string | null
  isDecorative: boolean
  caption: string | null
  creditLine: string | null
  creator: string | null
  copyrightNotice: string | null
  usageTerms: string | null
  /** ISO 8601 in UTC */
  rightsExpire: string | null
  isIllustrative: boolean
  /** 0..1 from the left and from the top. */
  focalPoint: { x: number; y: number } | null
  /** The story's `imageAltText` and `imageCaption` for this use; null leaves the picture's own. */
  override: { altText: string | null; caption: string | null }
}

type Text = string | null | undefined

/** A working copy as it is read from its rows: unordered where order means nothing, `''` or null where empty. */
export type WorkingCopy = {
  headline: string
  slug: string
  description?: Text
  byline?: Text
  language: string
  image?: WorkingImage | null
  sections: { id: string; heading?: Text; body: unknown; image?: WorkingImage | null }[]
  tags: string[]
  relatedArticles: string[]
}

export type WorkingImage = {
  id: string
  key: string
  width: number
  height: number
  altText?: Text
  isDecorative: boolean
  caption?: Text
  creditLine?: Text
  creator?: Text
  copyrightNotice?: Text
  usageTerms?: Text
  rightsExpire?: Date | Text
  isIllustrative: boolean
  focalPoint?: { x: number; y: number } | null
  override?: { altText?: Text; caption?: Text }
}

/** The snapshot of a working copy; `sections` and `relatedArticles` come in order. The same content gives equal snapshots. */
export function takeSnapshot(copy: WorkingCopy): Snapshot {
  return {
    headline: copy.headline,
    slug: copy.slug,
    description: textOrNull(copy.description),
    byline: textOrNull(copy.byline),
    language: copy.language,
    image: snapshotOfImage(copy.image),
    sections: copy.sections.map(section => ({
      id: section.id,
      heading: textOrNull(section.heading),
      body: Array.isArray(section.body) ? section.body : [],
      image: snapshotOfImage(section.image),
    })),
    tags: [...new Set(copy.tags)].sort(),
    relatedArticles: [...copy.relatedArticles],
  }
}

function snapshotOfImage(image: WorkingImage | null | undefined): SnapshotImage | null {
  if (!image) return null
  const { focalPoint } = image
  return {
    id: image.id,
    key: image.key,
    width: image.width,
    height: image.height,
    altText: textOrNull(image.altText),
    isDecorative: image.isDecorative,
    caption: textOrNull(image.caption),
    creditLine: textOrNull(image.creditLine),
    creator: textOrNull(image.creator),
    copyrightNotice: textOrNull(image.copyrightNotice),
    usageTerms: textOrNull(image.usageTerms),
    rightsExpire: image.rightsExpire ? new Date(image.rightsExpire).toISOString() : null,
    isIllustrative: image.isIllustrative,
    focalPoint: focalPoint ? { x: focalPoint.x, y: focalPoint.y } : null,
    override: { altText: textOrNull(image.override?.altText), caption: textOrNull(image.override?.caption) },
  }
}

function textOrNull(text: Text): string | null {
  return text === undefined || text === '' ? null : text
}
