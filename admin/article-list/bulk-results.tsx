import { useEffect, useRef } from 'react'
import { ActionButton } from '@keystar/ui/button'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { QuietLink } from '../look/quiet-link.tsx'
import { useListWords } from './article-list-words.ts'
import { useMoveWords } from './bulk-moves.ts'
import type { MoveResults } from './use-bulk-move.ts'

/** How it went, story by story: what was refused comes first, with the reason. Takes the focus, since it is the answer. */
export function BulkResults({ move, results, onClose }: MoveResults & { onClose: () => void }) {
  const words = useListWords()
  const moveWords = useMoveWords()
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  const refused = results.filter(({ refusal }) => refusal !== null)
  const done = results.filter(({ refusal }) => refusal === null)
  const title = words.results(moveWords.label(move), done.length, refused.length)
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-label={title}
      className={styles}
      data-refused={refused.length > 0 || undefined}
    >
      <header>
        <Text weight="semibold">{title}</Text>
        <ActionButton prominence="low" onPress={onClose}>
          {words.close}
        </ActionButton>
      </header>
      <ul>
        {[...refused, ...done].map(({ story, refusal }) => (
          <li key={story.id}>
            <QuietLink href={`/articles/${story.id}`}>{story.headline || words.withoutHeadline}</QuietLink>
            <Text size="small" color={refusal === null ? 'positive' : 'critical'}>
              {refusal === null ? words.done : `${words.refused}. ${refusal}`}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  )
}

const styles = css({
  display: 'grid',
  gap: tokenSchema.size.space.medium,
  padding: tokenSchema.size.space.large,
  border: `1px solid ${tokenSchema.color.border.positive}`,
  borderInlineStartWidth: 4,
  borderRadius: tokenSchema.size.radius.medium,
  '&[data-refused]': { borderColor: tokenSchema.color.border.critical },
  '&:focus-visible': { outline: `2px solid ${tokenSchema.color.alias.focusRing}`, outlineOffset: 2 },
  '& > header': { display: 'flex', justifyContent: 'space-between', alignItems: 'center' },
  '& > ul': { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: tokenSchema.size.space.medium },
  '& li': { display: 'grid', gap: 4 },
})
