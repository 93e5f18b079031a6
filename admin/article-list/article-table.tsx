import { css, tokenSchema } from '@keystar/ui/style'
import type { ArticleSort } from '../../desk/article-sorts.ts'
import type { Line } from '../desk/line.ts'
import { ArticleRow } from './article-row.tsx'
import { useListWords } from './article-list-words.ts'
import { sortedBy, type ListPlace } from './list-address.ts'
import type { MoveResult } from './use-bulk-move.ts'
import type { Selection } from './use-selection.ts'

type Props = {
  lines: Line[]
  place: ListPlace
  selection: Selection
  results: MoveResult[]
  onGo: (place: ListPlace) => void
}

/** A page of stories. Its head stays in sight; a row opens its story. */
export function ArticleTable({ lines, place, selection, results, onGo }: Props) {
  const words = useListWords()
  const sorting = { place, onGo }
  return (
    <table className={styles} aria-label={words.stories} aria-describedby="list-keys">
      <caption id="list-keys">{words.keys}</caption>
      <thead>
        <tr>
          <th scope="col" className={checkStyles}>
            <input
              type="checkbox"
              aria-label={words.selectAll}
              checked={selection.isAll}
              ref={box => {
                if (box) box.indeterminate = selection.selected.length > 0 && !selection.isAll
              }}
              onChange={event => selection.setAll(event.target.checked)}
            />
          </th>
          <SortedColumn sort="headline" label={words.headline} {...sorting} />
          <th scope="col" style={{ width: 148 }}>
            {words.state}
          </th>
          <SortedColumn sort="published" label={words.forReaders} width={142} isWide {...sorting} />
          <th scope="col" style={{ width: 140 }} data-wide>
            {words.author}
          </th>
          <SortedColumn sort="scheduled" label={words.goesLive} width={130} isWide {...sorting} />
          <SortedColumn sort="updated" label={words.updated} width={112} {...sorting} />
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <ArticleRow
            key={line.id}
            line={line}
            index={index}
            selection={selection}
            result={results.find(({ story }) => story.id === line.id)}
          />
        ))}
      </tbody>
    </table>
  )
}

type Column = {
  sort: ArticleSort
  label: string
  width?: number
  isWide?: boolean
  place: ListPlace
  onGo: (place: ListPlace) => void
}

function SortedColumn({ sort, label, width, isWide, place, onGo }: Column) {
  const isSorted = place.sort === sort
  const goesUp = (sort === 'headline' || sort === 'scheduled') !== place.reversed
  return (
    <th
      scope="col"
      style={{ width }}
      data-wide={isWide}
      aria-sort={isSorted ? (goesUp ? 'ascending' : 'descending') : undefined}
    >
      <button type="button" onClick={() => onGo(sortedBy(place, sort))}>
        {label}
        <span aria-hidden="true">{isSorted ? (goesUp ? ' ↑' : ' ↓') : ''}</span>
      </button>
    </th>
  )
}

const checkStyles = css({ width: 28 })

const styles = css({
  width: '100%',
  tableLayout: 'fixed',
  borderCollapse: 'separate',
  borderSpacing: 0,
  fontFamily: tokenSchema.typography.fontFamily.base,
  fontSize: tokenSchema.typography.text.small.size,
  color: tokenSchema.color.foreground.neutral,
  '& > caption': {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
  '& th': {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    padding: tokenSchema.size.space.regular,
    backgroundColor: tokenSchema.color.background.canvas,
    borderBottom: `1px solid ${tokenSchema.color.border.neutral}`,
    color: tokenSchema.color.foreground.neutralSecondary,
    fontWeight: 500,
    textAlign: 'start',
    whiteSpace: 'nowrap',
  },
  '& th > button': {
    all: 'unset',
    cursor: 'pointer',
    borderRadius: tokenSchema.size.radius.xsmall,
    '&:hover': { color: tokenSchema.color.foreground.neutralEmphasis },
    '&:focus-visible': { outline: `2px solid ${tokenSchema.color.alias.focusRing}`, outlineOffset: 2 },
  },
  '& [aria-sort]': { color: tokenSchema.color.foreground.neutralEmphasis },
  '& input[type=checkbox]': {
    width: 16,
    height: 16,
    margin: 0,
    accentColor: tokenSchema.color.background.accentEmphasis,
    cursor: 'pointer',
    '&:focus-visible': { outline: `2px solid ${tokenSchema.color.alias.focusRing}`, outlineOffset: 2 },
  },
  '& [data-narrow]': { '@media (min-width: 1280px)': { display: 'none' } },
  '& [data-wide]': { display: 'none', '@media (min-width: 1280px)': { display: 'table-cell' } },
})
