import { useState, type FormEvent } from 'react'
import { ActionButton, Button } from '@keystar/ui/button'
import { SearchField } from '@keystar/ui/search-field'
import { css, tokenSchema } from '@keystar/ui/style'
import { TextField } from '@keystar/ui/text-field'
import { Text } from '@keystar/ui/typography'
import { useListWords } from './article-list-words.ts'
import { usualSort, type ListPlace } from './list-address.ts'

type Props = {
  place: ListPlace
  total: { count: number; isMore: boolean } | undefined
  onSearch: (search: string) => void
  /** Null until it is known for whom. */
  onKeep: ((name: string) => void) | null
}

/** The words to look for, how much there is, and a way to keep what one looks at often. */
export function ListSearch({ place, total, onSearch, onKeep }: Props) {
  const words = useListWords()
  const [search, setSearch] = useState(place.search)
  const [isNaming, setNaming] = useState(false)
  const isOwn = place.search !== '' || place.reversed || place.sort !== usualSort(place.view)
  return (
    <div className={styles}>
      <SearchField
        aria-label={words.search}
        placeholder={words.searchHint}
        value={search}
        onChange={setSearch}
        onSubmit={() => onSearch(search.trim())}
        onClear={() => place.search !== '' && onSearch('')}
        maxLength={200}
        UNSAFE_className={fieldStyles}
      />
      <Text color="neutralSecondary" UNSAFE_className={countStyles}>
        <span role="status">{total ? words.total(total.count, total.isMore) : ''}</span>
      </Text>
      {isOwn && onKeep && !isNaming && (
        <ActionButton prominence="low" onPress={() => setNaming(true)}>
          {words.keepView}
        </ActionButton>
      )}
      {isNaming && (
        <ViewName
          suggested={place.search}
          onDone={name => {
            if (name !== '') onKeep?.(name)
            setNaming(false)
          }}
        />
      )}
    </div>
  )
}

function ViewName({ suggested, onDone }: { suggested: string; onDone: (name: string) => void }) {
  const words = useListWords()
  const [name, setName] = useState(suggested.slice(0, 40))
  const keep = (event: FormEvent) => {
    event.preventDefault()
    onDone(name.trim())
  }
  return (
    <form onSubmit={keep} className={nameStyles}>
      <TextField aria-label={words.keepName} value={name} onChange={setName} maxLength={40} autoFocus />
      <Button type="submit">{words.keep}</Button>
      <Button prominence="low" onPress={() => onDone('')}>
        {words.cancel}
      </Button>
    </form>
  )
}

const styles = css({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: tokenSchema.size.space.large,
})
const fieldStyles = css({ width: 340, maxWidth: '100%' })
const countStyles = css({ fontVariantNumeric: 'tabular-nums' })
const nameStyles = css({ display: 'flex', gap: tokenSchema.size.space.regular })
