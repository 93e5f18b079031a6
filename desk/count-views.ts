import type { Person } from '../access.ts'
import type { Sql } from '../database/sql.ts'
import { articleViews, viewConditions, visibleTo, type ArticleView } from './article-views.ts'

/** The names of views have a figure beside them where it tells of work; beyond 99 it says nothing more. */
export const figuresTo = 99
const counted: readonly ArticleView[] = articleViews.filter(view => view !== 'all' && view !== 'archived')

export type ViewFigure = { view: ArticleView; count: number }

/** How many stories there are in each view, up to one more than `figuresTo`, in one statement. */
export async function countViews(sql: Sql, person: Person): Promise<ViewFigure[]> {
  return sql<ViewFigure>(viewsStatement(person), [person.id])
}

export const viewsStatement = (person: Person): string =>
  counted
    .map(
      view => `select '${view}' as view, count(*)::int as count from (
        select 1 from "Article" a where $1::text is not null and ${visibleTo(person)} and ${viewConditions[view]}
         limit ${figuresTo + 1}) as counted`,
    )
    .join(' union all ')
