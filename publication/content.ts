/**
 * What a publication holds: complete, final, and frozen as approved. Stored as JSON in `delivery.publication.content`,
 * written by this room alone and read by delivery alone. Field names follow schema.org NewsArticle and IPTC ninjs 3.1.
 */
export type PublishedContent = {
  headline: string
  description: string | null
  byline: string | null
  /** BCP 47 */
  language: string
  /** Words of headings and bodies. */
  wordCount: number
  /** `wordCount` / 200, rounded up. */
  readingMinutes: number
  image: PublishedImage | null
  sections: PublishedSection[]
  /** Ids; names and slugs are shared vocabulary and come from `delivery.tag`. */
  tags: string[]
  /** Ids of stories in the editor's order; shown are those that are live. */
  relatedArticles: string[]
}

export type PublishedSection = {
  id: string
  /** 1, 2, 3 … */
  position: number
  heading: string | null
  /** Safe HTML: p, strong, em, u, s, sup, sub, code, kbd, pre, a (href, rel), ul, ol, li, blockquote, h2…h6, hr, br only. */
  html: string
  /** Paragraphs as written, separated by one empty line. */
  text: string
  /** The Keystone document field's JSON. */
  document: unknown[]
  image: PublishedImage | null
}

export type PublishedImage = {
  id: string
  /** Names the stored file and its address: `/images/<key>/…`. */
  key: string
  /** Pixels of the original. */
  width: number
  height: number
  altText: string
  caption: string | null
  creditLine: string | null
  creator: string | null
  copyrightNotice: string | null
  isIllustrative: boolean
  /** 0..1 from the left and from the top. */
  focalPoint: { x: number; y: number } | null
}
