import type { PublishedContent } from '../publication/content.ts'
import type { BannerLanguage } from '../workflow/preview-link.ts'

/** A story as its readers would get it, with what else stands on its page. */
export type ShownStory = {
  content: PublishedContent
  /** As they are named now, in the story's order. */
  tags: { id: string; name: string; kind: string }[]
  /** Those that are live, in the editor's order. */
  related: { id: string; headline: string; language: string }[]
  corrections: { note: string; publishedAt: Date }[]
  /** When readers got it first; or are to get it; or the day of this preview. */
  dated: Date
  /** When what readers have now replaced what they had. */
  updated: Date | null
}

export type Banner = {
  language: BannerLanguage
  /** A revision by its number, the working copy as it is stored, or as it stands in somebody's form. */
  shows: { revision: number } | 'working copy' | 'typed'
  /** Readers have exactly this content now. */
  isLive: boolean
  /** Of a link for somebody outside. */
  expiresAt: Date | null
}
