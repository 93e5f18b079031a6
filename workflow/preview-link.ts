import { isAtLeast, type Person } from '../access.ts'

/** How long a link for an outsider may live, and how many of a story may be open at once. */
export const previewLinkLimits = { days: 30, usualDays: 7, note: 300, openAtOnce: 50 } as const

/** The languages that a preview's banner speaks. */
export const bannerLanguages = ['en', 'fr'] as const
export type BannerLanguage = (typeof bannerLanguages)[number]

/** Whether this person may show the story to somebody outside: editors and above, and its author. */
export const mayShowOutside = (story: { authorId: string | null }, person: Person): boolean =>
  isAtLeast(person, 'editor') || story.authorId === person.id
