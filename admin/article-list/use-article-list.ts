import { gql, useQuery } from '@keystone-6/core/admin-ui/apollo'
import type { ArticleView } from '../../desk/article-views.ts'
import { lineSelection, type Line } from '../desk/line.ts'
import type { ListPlace } from './list-address.ts'

export type ListAnswer = {
  articleList: {
    lines: Line[]
    next: string | null
    previous: string | null
    total: { count: number; isMore: boolean }
  }
  articleViews: { view: ArticleView; count: number }[]
}

const readList = gql`
  query ArticleList($view: ArticleView!, $search: String!, $sort: ArticleSort!, $reversed: Boolean!, $after: String, $before: String) {
    articleList(view: $view, search: $search, sort: $sort, reversed: $reversed, after: $after, before: $before, first: 50) {
      lines { ${lineSelection} }
      next
      previous
      total { count isMore }
    }
    articleViews { view count }
  }
`

/** The page of the list that the address names. While another is read, the one before stays. */
export function useArticleList(place: ListPlace) {
  const { data, previousData, error, refetch } = useQuery<ListAnswer>(readList, {
    variables: place,
    // Colleagues work on the same stories.
    fetchPolicy: 'cache-and-network',
  })
  return { answer: data ?? previousData, isOld: !data, error, readAgain: () => void refetch() }
}
