import { wordsOf } from '../words/words-of.ts'

const useWords = wordsOf({
  en: {
    headline: 'headline',
    description: 'standfirst',
    byline: 'byline',
    slug: 'address',
    language: 'language',
    image: 'picture',
    altText: 'alternative text',
    isDecorative: 'decorative',
    caption: 'caption',
    creditLine: 'credit',
    creator: 'creator',
    copyrightNotice: 'copyright notice',
    usageTerms: 'terms of use',
    rightsExpire: 'end of rights',
    isIllustrative: 'illustrative',
    focalPoint: 'focal point',
    inThisStory: (name: string) => `${name} in this story`,
    tags: 'tags',
    related: 'related stories',
    section: (place: number, change: string) =>
      change === 'ADDED'
        ? `section ${place} (new)`
        : change === 'REMOVED'
          ? `section ${place} (removed)`
          : `section ${place}`,
  },
  fr: {
    headline: 'titre',
    description: 'chapô',
    byline: 'signature',
    slug: 'adresse',
    language: 'langue',
    image: 'photo',
    altText: 'texte alternatif',
    isDecorative: 'décorative',
    caption: 'légende',
    creditLine: 'crédit',
    creator: 'auteur de la photo',
    copyrightNotice: 'mention de droits',
    usageTerms: 'conditions d’utilisation',
    rightsExpire: 'fin des droits',
    isIllustrative: 'photo non contractuelle',
    focalPoint: 'point focal',
    inThisStory: name => `${name} dans cet article`,
    tags: 'mots-clés',
    related: 'articles similaires',
    section: (place, change) =>
      change === 'ADDED'
        ? `section ${place} (nouvelle)`
        : change === 'REMOVED'
          ? `section ${place} (supprimée)`
          : `section ${place}`,
  },
})

/** What the parts of a story’s content are called, by the names that a comparison gives them. */
export function useContentWords() {
  const words = useWords()
  const names: Record<string, unknown> = words
  const nameOf = (field: string): string => {
    const own = field.replace(/^image\.(override\.)?/, '')
    const name = String(names[own] ?? own)
    return field.startsWith('image.override.') ? words.inThisStory(name) : name
  }
  return { nameOf, section: words.section, tags: words.tags, related: words.related }
}
