import { isId, shownPublication, type Moment } from './moment.ts'
import type { ReadRows } from './read-rows.ts'
import { articleColumns, type ArticleParts, type ArticleRow } from './select-articles.ts'

/** One story by its id, or by any slug it ever had; null when it was not public at that moment. */
export async function readArticle(
  readRows: ReadRows,
  asked: { by: 'slug' | 'id'; value: string; moment: Moment; parts: ArticleParts },
): Promise<ArticleRow | null> {
  const article = asked.by === 'id' ? '$2' : '(select s.article from delivery.slug s where s.slug = $2)'
  const rows = await readRows<ArticleRow>(
    `select ${articleColumns(asked.parts, asked.moment)}
     from delivery.publication p where ${isId('p.article', article)} and ${shownPublication('p', asked.moment)}`,
    [asked.moment, asked.value],
  )
  return rows[0] ?? null
}
