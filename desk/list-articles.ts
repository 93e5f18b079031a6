import type { Person } from '../access.ts'
import type { Sql } from '../database/sql.ts'
import { orderOf, type ArticleSort } from './article-sorts.ts'
import { viewConditions, visibleTo, type ArticleView } from './article-views.ts'
import { decodeCursor, encodeCursor } from './list-cursor.ts'
import { lineColumns, lineOf, lineTables, type LineRow, type StoryLine } from './story-line.ts'

export type ListQuestion = {
  view: ArticleView
  /** All of these words, each perhaps only begun; empty for every story. */
  search: string
  sort: ArticleSort
  reversed: boolean
  first: number
  /** The cursor of the line after which the page begins, or before which it ends; neither for the first page. */
  after: string | null
  before: string | null
}

export type ListPage = {
  lines: StoryLine[]
  /** Cursors of the pages on both sides; null where there is none. */
  next: string | null
  previous: string | null
}

type Row = LineRow & { key: string }
type Statement = { text: string; values: unknown[] }

/** A page of the article list, in one statement that walks the index of its order or of its view. */
export async function listArticles(sql: Sql, person: Person, question: ListQuestion): Promise<ListPage> {
  const { text, values } = pageStatement(person, question)
  const rows = await sql<Row>(text, values)
  const isBackwards = question.before !== null
  const shown = rows.slice(0, question.first)
  if (isBackwards) shown.reverse()
  const hasMore = rows.length > question.first
  const cursorAt = (index: number) => {
    const row = shown.at(index)
    return row ? encodeCursor(row) : null
  }
  return {
    lines: shown.map(row => lineOf(row, person)),
    next: isBackwards || hasMore ? cursorAt(-1) : null,
    previous: question.after !== null || (isBackwards && hasMore) ? cursorAt(0) : null,
  }
}

/** One more than the page has, so that we know whether another follows. */
export function pageStatement(person: Person, question: ListQuestion): Statement {
  const { key, type, direction, isWalked } = orderOf(question.view, question.sort)
  const cursor = question.after ?? question.before
  const isDescending = ((direction === 'desc') !== question.reversed) !== (question.before !== null)
  const { conditions, values } = pickedBy(person, question)
  if (cursor !== null) {
    const at = decodeCursor(cursor, type)
    const place = values.push(at.key, at.id)
    conditions.push(`(${key}, a.id) ${isDescending ? '<' : '>'} ($${place - 1}::${type}, $${place}::text)`)
  }
  const order = isDescending ? 'desc' : 'asc'
  const picks = conditions.join(' and ')
  const text = `
    with picked as materialized (
      select a.id, ${key} as key from ${isWalked ? `"Article" a where ${picks}` : `(select a.* from "Article" a where ${picks} ${fence}) a`}
       order by ${key} ${order}, a.id ${order} limit $${values.push(question.first + 1)}::int)
    select ${lineColumns}, picked.key::text as key from ${lineTables}
     order by picked.key ${order}, picked.id ${order}`
  return { text, values }
}

/** Without it PostgreSQL may look for the few stories of a view all along an order of everything. */
const fence = 'offset 0'

/** Counting stops there: nobody reads the difference between 10,000 and 90,000. */
export const countsTo = 10_000

export async function countArticles(sql: Sql, person: Person, question: Pick<ListQuestion, 'view' | 'search'>) {
  const { text, values } = countStatement(person, question)
  const [{ count } = { count: 0 }] = await sql<{ count: number }>(text, values)
  return { count: Math.min(count, countsTo), isMore: count > countsTo }
}

export function countStatement(person: Person, question: Pick<ListQuestion, 'view' | 'search'>): Statement {
  const { conditions, values } = pickedBy(person, question)
  const some = `select 1 from "Article" a where ${conditions.join(' and ')} limit ${countsTo + 1}`
  return { text: `select count(*)::int as count from (${some}) as counted`, values }
}

function pickedBy(person: Person, { view, search }: Pick<ListQuestion, 'view' | 'search'>) {
  const values: unknown[] = [person.id]
  // The person is asked about in every statement, so that each has the same first value.
  const conditions = [`$1::text is not null`, visibleTo(person), viewConditions[view]]
  if (search !== '')
    conditions.push(
      `a.id in (select found.article from desk.search found where found.words @@ desk.query($${values.push(search)}::text))`,
    )
  return { conditions, values }
}
