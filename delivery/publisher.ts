import type { Publisher } from '../environment/publisher.ts'

/** The public address of a story on the newsroom's site, for readers; nothing of it is served here. */
export const articleAddress = ({ articleUrl }: Publisher, slug: string) =>
  // A function: `$&` in a slug stays what it is.
  articleUrl.replace('{slug}', () => encodeURIComponent(slug))
