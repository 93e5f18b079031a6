import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Snapshot } from '../publication/snapshot.ts'
import type { PublicTag } from '../publication/write-tag-interval.ts'
import { paragraphsToKeystoneDocument, parseTextDocument } from '../seed/text-document.ts'

const seed = path.resolve(import.meta.dirname, '../seed/articles/pourparlers-azerbaidjan-haut-karabakh.txt')

/** Stories differ in tags; after so many, they carry the same three again. */
export const variants = 60
export const tagsAStory = 3
export const sectionsAStory = 6
/** Every 250th story has this word in its headline, and no other. */
export const rareWord = 'zanzibar'
const rareEvery = 250

/** Stands for a story's number in `storyTemplates`, and is a word of its own there. */
export const numberMark = '7700770077'

/** What tells two stories apart, besides their number. */
export type Kind = { variant: number; isRare: boolean }

export const kindOf = (number: number): Kind => ({ variant: number % variants, isRare: number % rareEvery === 0 })
export const allKinds: Kind[] = [false, true].flatMap(isRare =>
  Array.from({ length: variants }, (_, variant) => ({ variant, isRare })),
)

/** The seed's own text under another headline, with three tags and a picture: the size of a real story. */
export function storyOf(number: number | string, { variant, isRare }: Kind): Snapshot {
  const { sections } = parseTextDocument(readFileSync(seed))
  return {
    headline: `Histoire ${number} du Haut-Karabakh${isRare ? `, vue de ${rareWord}` : ''}`,
    slug: slugOf(number),
    description: `Ce que l’on sait, au ${number}e jour.`,
    byline: 'La rédaction',
    language: 'fr',
    image: imageOf(number),
    sections: sections.slice(0, sectionsAStory).map(({ heading, paragraphs }, index) => ({
      id: `bench-${number}-${index + 1}`,
      heading,
      body: paragraphsToKeystoneDocument(paragraphs),
      image: null,
    })),
    tags: tagsOf(variant).map(({ id }) => id),
    relatedArticles: [],
  }
}

export const slugOf = (number: number | string) => `bench-histoire-${number}`

/** Names the picture's file; the same in SQL. */
export const pictureKeyOf = (number: number | string) => createHash('md5').update(`bench-${number}`).digest('hex')

const imageOf = (number: number | string): Snapshot['image'] => ({
  id: `bench-image-${number}`,
  key: pictureKeyOf(number),
  width: 1600,
  height: 900,
  altText: 'Une montagne au lever du jour',
  isDecorative: false,
  caption: 'Photo non contractuelle',
  creditLine: 'Bouclage',
  creator: null,
  copyrightNotice: null,
  usageTerms: null,
  rightsExpire: null,
  isIllustrative: true,
  focalPoint: null,
  override: { altText: null, caption: null },
})

/** In the order of their ids, as a snapshot has them. */
export function tagsOf(variant: number): PublicTag[] {
  return Array.from({ length: tagsAStory }, (_, index) => {
    const number = String(variant * tagsAStory + index + 1).padStart(3, '0')
    return { id: `bench-tag-${number}`, name: `Lieu ${number}`, slug: `bench-lieu-${number}`, kind: 'place', uri: null }
  })
}
