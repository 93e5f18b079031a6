import { bannerLanguages, type BannerLanguage } from '../workflow/preview-link.ts'

/** The words that a reader's page needs around the story. */
const pageWords = {
  en: {
    minutes: (count: number) => (count === 1 ? '1 minute to read' : `${count} minutes to read`),
    updated: (date: string) => `Updated on ${date}`,
    illustrative: 'Illustrative picture: it does not show the event itself.',
    corrections: 'Corrections',
    related: 'Related articles',
    tags: 'Subjects',
  },
  fr: {
    minutes: (count: number) => (count === 1 ? '1 minute de lecture' : `${count} minutes de lecture`),
    updated: (date: string) => `Mis à jour le ${date}`,
    illustrative: 'Photo non contractuelle.',
    corrections: 'Rectifications',
    related: 'Articles similaires',
    tags: 'Sujets',
  },
} as const satisfies Record<BannerLanguage, Record<string, unknown>>

const bannerWords = {
  en: {
    label: 'About this preview',
    unpublished: 'Preview — not published.',
    live: 'Preview — readers have this text.',
    revision: (number: number) => `Revision ${number}.`,
    working: 'The working copy as it was saved.',
    typed: 'As it stands in the form, not saved.',
    expires: (time: string) => `This link opens until ${time}.`,
    confidential: 'It was given to you in confidence: please do not pass it on.',
  },
  fr: {
    label: 'À propos de cet aperçu',
    unpublished: 'Aperçu — non publié.',
    live: 'Aperçu — les lecteurs ont ce texte.',
    revision: (number: number) => `Révision ${number}.`,
    working: 'La copie de travail, telle qu’elle est enregistrée.',
    typed: 'Le texte du formulaire, pas encore enregistré.',
    expires: (time: string) => `Ce lien s’ouvre jusqu’au ${time}.`,
    confidential: 'Il vous est confié : merci de ne pas le transmettre.',
  },
} as const satisfies Record<BannerLanguage, Record<string, unknown>>

export type PageWords = (typeof pageWords)[BannerLanguage]
export type BannerWords = (typeof bannerWords)[BannerLanguage]

/** In the story's language where we speak it, else in English. */
export function wordsForReaders(language: string): { words: PageWords; language: BannerLanguage } {
  const spoken = spokenLanguage(language)
  return { words: pageWords[spoken], language: spoken }
}

export const wordsForBanner = (language: BannerLanguage): BannerWords => bannerWords[language]

/** The first of the languages asked for (`fr`, `fr-CA,en;q=0.8`) that a banner speaks; English where there is none. */
export function spokenLanguage(asked: string | undefined): BannerLanguage {
  const tags = (asked ?? '')
    .slice(0, 200)
    .split(',')
    .map(tag => tag.trim().slice(0, 2).toLowerCase())
  return tags.flatMap(tag => bannerLanguages.find(known => known === tag) ?? [])[0] ?? 'en'
}

const locales = { en: 'en-GB', fr: 'fr-FR' } as const

/** Of whoever looks, where that is known; else the server's. */
export type Clock = { language: BannerLanguage; timeZone?: string }

export const sayDate = (date: Date, { language, timeZone }: Clock): string =>
  new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone }).format(date)

/** With the time zone spelled out: for whoever it is not theirs. */
export const sayMoment = (date: Date, { language, timeZone }: Clock): string =>
  new Intl.DateTimeFormat(locales[language], {
    timeZone,
    ...({ day: 'numeric', month: 'long', year: 'numeric' } as const),
    ...({ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const),
  }).format(date)

/** A time zone by its name in the IANA database; undefined for what is none. */
export function knownTimeZone(name: string | undefined): string | undefined {
  try {
    return name && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}
