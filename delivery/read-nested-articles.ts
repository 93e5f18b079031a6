import { filed, isId, shownPublication, type Moment } from './moment.ts'
import type { ReadRows } from './read-rows.ts'
import type { PageStart } from './start-of-page.ts'
import { similarPublications } from './select-similar.ts'
import { articleColumns, type ArticleParts, type ArticleRow } from './select-articles.ts'

/** Stories below another thing: one story by id, those like a story, or a page of a tag's. */
export type NestedAsked =
  | { kind: 'article'; id: string }
  | { kind: 'similar'; publication: string; limit: number }
  | { kind: 'tag'; id: string; limit: number; start: PageStart }

export type NestedArticles = (asked: NestedAsked, moment: Moment, parts: ArticleParts) => Promise<ArticleRow[]>

type Batch = {
  parts: ArticleParts
  moment: Moment
  asked: Map<string, NestedAsked>
  rows: Promise<Map<string, ArticleRow[]>>
}

/**
 * Gathers whatever one level of a query asks for, of all three kinds and whatever the arguments, into one statement for
 * each moment. A level's resolvers all run before the event loop turns, for their parents arrived together.
 */
export function nestedArticlesFrom(readRows: ReadRows): NestedArticles {
  const open = new Map<number | null, Batch>()
  return async (asked, moment, parts) => {
    const key = moment?.getTime() ?? null
    const batch = open.get(key) ?? openBatch(moment, parts)
    open.set(key, batch)
    const name = JSON.stringify(asked)
    batch.asked.set(name, asked)
    return (await batch.rows).get(name) ?? []
  }

  function openBatch(moment: Moment, parts: ArticleParts): Batch {
    const asked = new Map<string, NestedAsked>()
    const rows = new Promise<void>(resolve => setImmediate(resolve)).then(() => {
      open.delete(moment?.getTime() ?? null)
      return readBatch(readRows, { asked, moment, parts })
    })
    return { parts, moment, asked, rows }
  }
}

async function readBatch(readRows: ReadRows, { asked, moment, parts }: Omit<Batch, 'rows'>) {
  const names = [...asked.keys()]
  const questions = [...asked.values()]
  const rows = await readRows<ArticleRow & { question: number }>(nestedStatement(parts, moment), [
    moment,
    questions.map(question => question.kind),
    questions.map(question => (question.kind === 'similar' ? question.publication : question.id)),
    questions.map(question => (question.kind === 'article' ? 1 : question.limit)),
    questions.map(question => (question.kind === 'tag' ? question.start.time : 'infinity')),
    questions.map(question => (question.kind === 'tag' ? question.start.id : '')),
  ])
  const answers = new Map<string, ArticleRow[]>(names.map(name => [name, []]))
  for (const row of rows) answers.get(names[row.question - 1] ?? '')?.push(row)
  return answers
}

const nestedStatement = (parts: ArticleParts, moment: Moment) => `
  select q.question::int, ${articleColumns(parts, moment)}
  from unnest($2::text[], $3::text[], $4::int[], $5::timestamptz[], $6::text[])
    with ordinality as q(kind, key, size, before, before_id, question)
  cross join lateral (
    select p.*, 1::bigint as place from delivery.publication p
    where q.kind = 'article' and ${isId('p.article', 'q.key')} and ${shownPublication('p', moment)}
    union all
    (select p.*, row_number() over (order by pt.first_published desc, pt.article desc) as place
     from delivery.publication_tag pt join delivery.publication p on p.id = pt.publication
     where q.kind = 'tag' and pt.tag = q.key and ${filed('pt', moment)} and ${shownPublication('p', moment)}
       and (pt.first_published, pt.article) < (q.before, q.before_id)
     order by pt.first_published desc, pt.article desc limit q.size)
    union all
    (select p.*, s.place from (${similarPublications(moment)}) s join delivery.publication p on p.id = s.publication)
  ) p
  order by q.question, p.place`
