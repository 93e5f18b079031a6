import type { PublicChange } from './read-changes.ts'

/** What answers depend on that a change touches; 'everything' for the seed's reset. The same words as in `Cache-Tag`. */
export function dependenciesOf({ kind, article, tags }: PublicChange): string[] | 'everything' {
  if (kind === 'reset') return 'everything'
  return ['articles', ...(article === null ? [] : [`article:${article}`]), ...tags.map(tag => `tag:${tag}`)]
}
