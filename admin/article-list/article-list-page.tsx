import { useState } from 'react'
import { TextLink } from '@keystar/ui/link'
import { css, tokenSchema } from '@keystar/ui/style'
import { Nothing } from '../desk/desk-part.tsx'
import type { Line } from '../desk/line.ts'
import { PageOfStories } from '../look/page-of-stories.tsx'
import { Refused } from '../look/refused.tsx'
import { usePlace } from '../navigation/use-place.ts'
import { usePerson } from '../navigation/use-person.ts'
import { ArticleTable } from './article-table.tsx'
import { useListWords } from './article-list-words.ts'
import { BulkBar } from './bulk-bar.tsx'
import type { BulkMove } from './bulk-moves.ts'
import { BulkResults } from './bulk-results.tsx'
import { useKeptViews } from './kept-views.ts'
import { addressOf, firstPageOf, readPlace, type ListPlace } from './list-address.ts'
import { ListSearch } from './list-search.tsx'
import { Pager } from './pager.tsx'
import { useArticleList } from './use-article-list.ts'
import { useBulkMove, type MoveResults } from './use-bulk-move.ts'
import { useSelection } from './use-selection.ts'
import { ViewTabs } from './view-tabs.tsx'

/** All stories, by view, words and order; each place has an address. */
export function ArticleListPage() {
  const words = useListWords()
  const { isReady, query, push } = usePlace()
  return (
    <PageOfStories title={words.title}>{isReady && <ArticleList place={readPlace(query)} onGo={push} />}</PageOfStories>
  )
}

function ArticleList({ place, onGo }: { place: ListPlace; onGo: (address: string) => void }) {
  const words = useListWords()
  const person = usePerson()
  const { kept, keep, drop } = useKeptViews(person?.id)
  const { answer, isOld, error, readAgain } = useArticleList(place)
  const lines = answer?.articleList.lines ?? []
  const selection = useSelection(lines.map(({ id }) => id))
  const { make } = useBulkMove(words.unanswered)
  const [moved, setMoved] = useState<MoveResults | null>(null)
  const go = (next: ListPlace) => {
    setMoved(null)
    selection.setAll(false)
    onGo(addressOf(next))
  }
  const makeMove = async (move: BulkMove, stories: Line[], reason: string) => {
    const made = await make(move, stories, reason)
    setMoved(made)
    // What was refused stays selected, so that something else can be done with it.
    selection.keep(made.results.filter(({ refusal }) => refusal !== null).map(({ story }) => story.id))
    readAgain()
  }
  const selected = lines.filter(({ id }) => selection.isSelected(id))
  return (
    <div className={styles}>
      <ViewTabs place={place} figures={answer?.articleViews ?? []} kept={kept} onDrop={drop} />
      <ListSearch
        key={place.search}
        place={place}
        total={answer?.articleList.total}
        onSearch={search => go(firstPageOf(place, { search }))}
        onKeep={person && (name => keep(name, addressOf(firstPageOf(place, {}))))}
      />
      {error && <Refused>{words.offline(error.message)}</Refused>}
      {moved && <BulkResults key={JSON.stringify(moved)} {...moved} onClose={() => setMoved(null)} />}
      {answer && lines.length === 0 && !isOld && <NoStories place={place} />}
      {lines.length > 0 && (
        <div aria-busy={isOld}>
          <ArticleTable lines={lines} place={place} selection={selection} results={moved?.results ?? []} onGo={go} />
        </div>
      )}
      {selected.length > 0 && <BulkBar lines={selected} onMake={makeMove} onClear={() => selection.setAll(false)} />}
      {answer && <Pager place={place} list={answer.articleList} onGo={go} />}
    </div>
  )
}

function NoStories({ place }: { place: ListPlace }) {
  const words = useListWords()
  if (place.search === '') return <Nothing>{words.nothing(place.view)}</Nothing>
  return (
    <Nothing>
      {words.notFound(place.search)}{' '}
      {place.view !== 'all' && (
        <TextLink href={addressOf(firstPageOf(place, { view: 'all', sort: 'updated' }))}>
          {words.searchEverywhere}
        </TextLink>
      )}
    </Nothing>
  )
}

const styles = css({
  display: 'grid',
  gap: tokenSchema.size.space.large,
  width: '100%',
  paddingBlock: `${tokenSchema.size.space.regular} ${tokenSchema.size.space.xlarge}`,
  '& [aria-busy=true]': { opacity: 0.6 },
})
