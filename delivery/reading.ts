import type { Publisher } from '../environment/publisher.ts'
import type { CacheTags } from './cache-tags.ts'
import type { NestedArticles } from './read-nested-articles.ts'
import type { ReadRows } from './read-rows.ts'

/** What the resolvers of one request share. */
export type Reading = {
  readRows: ReadRows
  nested: NestedArticles
  cacheTags: CacheTags
  /** When the request came: `asOf` is measured against it. */
  now: Date
  /** Where pictures are, without a slash at its end. */
  publicUrl: string
  publisher: Publisher
}
