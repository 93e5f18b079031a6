import type { Moment } from './moment.ts'
import type { Reading } from './reading.ts'
import type { ArticleRow, TagRow } from './select-articles.ts'

/** A story on its way out, with the moment it is shown at: what is resolved below it is read at that moment too. */
export type ShownArticle = ArticleRow & { moment: Moment }

export type ShownTag = TagRow & { moment: Moment }

/** Marks a story with its moment, and notes that the answer depends on it. */
export function showArticle(reading: Reading, row: ArticleRow, moment: Moment): ShownArticle {
  reading.cacheTags.article(row.id)
  return { ...row, moment }
}

/** Marks a tag with its moment, and notes that the answer depends on it. */
export function showTag(reading: Reading, row: TagRow, moment: Moment): ShownTag {
  reading.cacheTags.tag(row.id)
  return { ...row, moment }
}

/** A story's tags in the desk's order. Only with `parts.tags`. */
export function tagsOfArticle(article: ShownArticle): TagRow[] {
  const order = new Map(article.content.tags.map((id, index) => [id, index]))
  const place = (tag: TagRow) => order.get(tag.id) ?? order.size
  return [...(article.tags ?? [])].sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1))
}
