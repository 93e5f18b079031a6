import type { Snapshot, SnapshotImage } from '../publication/snapshot.ts'

/** A whole story of one section, with a picture and a tag; a test names only what it is about. */
export function buildSnapshot(content: Partial<Snapshot> = {}): Snapshot {
  return {
    headline: 'Pourparlers à Ievlakh',
    slug: 'pourparlers-a-ievlakh',
    description: 'Une rencontre que tous attendaient.',
    byline: 'Camille Laurent',
    language: 'fr',
    image: buildImage(),
    sections: [{ id: 'section-1', heading: 'La rencontre', body: paragraphs('Elle a duré deux heures.'), image: null }],
    tags: ['tag-caucase'],
    relatedArticles: [],
    ...content,
  }
}

export function buildImage(content: Partial<SnapshotImage> = {}): SnapshotImage {
  return {
    id: 'image-1',
    key: 'cover-1.jpg',
    width: 1600,
    height: 900,
    altText: 'Deux drapeaux sur une table',
    isDecorative: false,
    caption: 'Photo non contractuelle',
    creditLine: 'Bouclage',
    creator: null,
    copyrightNotice: null,
    usageTerms: null,
    rightsExpire: null,
    isIllustrative: true,
    focalPoint: { x: 0.5, y: 0.25 },
    override: { altText: null, caption: null },
    ...content,
  }
}

export function paragraphs(...texts: string[]): unknown[] {
  return texts.map(text => ({ type: 'paragraph', children: [{ text }] }))
}
