import type { PublishedContent, PublishedImage, PublishedSection } from './content.ts'
import { countWords, readingMinutes } from './reading-time.ts'
import { renderDocument } from './render-document.ts'
import { releaseUnsafeLinks } from './release-unsafe-links.ts'
import type { Snapshot, SnapshotImage, SnapshotSection } from './snapshot.ts'

/** The content that readers get of a revision, complete and final; the same snapshot always gives the same content. */
export function composeContent(snapshot: Snapshot): PublishedContent {
  const sections = snapshot.sections.map(composeSection)
  const wordCount = countWords(sections.flatMap(({ heading, text }) => (heading === null ? [text] : [heading, text])))
  return {
    headline: snapshot.headline,
    description: snapshot.description,
    byline: snapshot.byline,
    language: snapshot.language,
    wordCount,
    readingMinutes: readingMinutes(wordCount),
    image: snapshot.image && composeImage(snapshot.image),
    sections,
    tags: snapshot.tags,
    relatedArticles: snapshot.relatedArticles,
  }
}

function composeSection(section: SnapshotSection, index: number): PublishedSection {
  return {
    id: section.id,
    position: index + 1,
    heading: section.heading,
    ...renderDocument(section.body),
    document: releaseUnsafeLinks(section.body),
    image: section.image && composeImage(section.image),
  }
}

function composeImage(image: SnapshotImage): PublishedImage {
  return {
    id: image.id,
    key: image.key,
    width: image.width,
    height: image.height,
    // A decorative picture says nothing: a screen reader passes over an empty text.
    altText: image.isDecorative ? '' : (image.override.altText ?? image.altText ?? ''),
    caption: image.override.caption ?? image.caption,
    creditLine: image.creditLine,
    creator: image.creator,
    copyrightNotice: image.copyrightNotice,
    isIllustrative: image.isIllustrative,
    focalPoint: image.focalPoint,
  }
}
