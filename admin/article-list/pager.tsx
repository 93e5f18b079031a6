import { Button } from '@keystar/ui/button'
import { css, tokenSchema } from '@keystar/ui/style'
import { useListWords } from './article-list-words.ts'
import { firstPageOf, type ListPlace } from './list-address.ts'
import type { ListAnswer } from './use-article-list.ts'

type Props = {
  place: ListPlace
  list: Pick<ListAnswer['articleList'], 'next' | 'previous'>
  onGo: (place: ListPlace) => void
}

/** To the pages on both sides. Nothing where there is one page. */
export function Pager({ place, list: { next, previous }, onGo }: Props) {
  const words = useListWords()
  if (next === null && previous === null) return null
  return (
    <div className={styles}>
      <Button isDisabled={previous === null} onPress={() => onGo(firstPageOf(place, {}))}>
        {words.first}
      </Button>
      <Button isDisabled={previous === null} onPress={() => onGo({ ...place, after: null, before: previous })}>
        {words.previous}
      </Button>
      <Button isDisabled={next === null} onPress={() => onGo({ ...place, before: null, after: next })}>
        {words.next}
      </Button>
    </div>
  )
}

const styles = css({ display: 'flex', justifyContent: 'end', gap: tokenSchema.size.space.regular })
