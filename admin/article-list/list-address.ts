import type { ArticleSort } from '../../desk/article-sorts.ts'
import type { ArticleView } from '../../desk/article-views.ts'

/** What the list shows; all of it stands in the page's address, so that it can be kept and sent. */
export type ListPlace = {
  view: ArticleView
  search: string
  sort: ArticleSort
  reversed: boolean
  after: string | null
  before: string | null
}

export const views: readonly ArticleView[] = ['all', 'mine', 'inReview', 'changed', 'scheduled', 'archived', 'trash']
const sorts: readonly ArticleSort[] = ['updated', 'published', 'headline', 'scheduled']

/** What goes out next is what a list of what is scheduled is read for. */
export const usualSort = (view: ArticleView): ArticleSort => (view === 'scheduled' ? 'scheduled' : 'updated')

/** Whatever the address says that is not known is left out of account. */
export function readPlace(query: string): ListPlace {
  const asked = new URLSearchParams(query)
  const view = views.find(name => name === asked.get('view')) ?? 'all'
  const sort = asked.get('sort') ?? ''
  return {
    view,
    search: asked.get('search') ?? '',
    sort: sorts.find(name => name === sort.replace(/^-/, '')) ?? usualSort(view),
    reversed: sort.startsWith('-'),
    after: asked.get('after'),
    before: asked.get('before'),
  }
}

/** The address of a place, as short as it can be. */
export function addressOf({ view, search, sort, reversed, after, before }: ListPlace): string {
  const said = new URLSearchParams()
  if (view !== 'all') said.set('view', view)
  if (search !== '') said.set('search', search)
  if (sort !== usualSort(view) || reversed) said.set('sort', `${reversed ? '-' : ''}${sort}`)
  if (after !== null) said.set('after', after)
  else if (before !== null) said.set('before', before)
  const query = said.toString()
  return query === '' ? '/articles' : `/articles?${query}`
}

/** The first page of the same list with something else of it changed. */
export const firstPageOf = (place: ListPlace, changed: Partial<ListPlace>): ListPlace => ({
  ...place,
  ...changed,
  after: null,
  before: null,
})

/** Pressing the name of the column that it is sorted by turns the order around. */
export const sortedBy = (place: ListPlace, sort: ArticleSort): ListPlace =>
  firstPageOf(place, place.sort === sort ? { reversed: !place.reversed } : { sort, reversed: false })
