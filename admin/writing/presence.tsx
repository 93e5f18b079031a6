import { Avatar } from '@keystar/ui/avatar'
import { HStack } from '@keystar/ui/layout'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import type { Presence } from './use-presence.ts'
import { useWritingWords } from './words.ts'

/** Who else has the story open; whoever writes comes first. */
export function OthersHere({ others }: { others: Presence[] }) {
  const words = useWritingWords()
  return (
    <ul className={styles} aria-label={words.openBy} aria-live="polite">
      {others.map(other => (
        <li key={other.personId}>
          <HStack gap="regular" alignItems="center">
            {/* The sentence beside it says the name. */}
            <span aria-hidden="true">
              <Avatar size="xsmall" name={other.name} alt="" />
            </span>
            <Text size="small">{sentenceOf(other, words)}</Text>
          </HStack>
        </li>
      ))}
    </ul>
  )
}

function sentenceOf({ name, isWriting, isYou }: Presence, words: ReturnType<typeof useWritingWords>): string {
  if (isYou) return isWriting ? words.youWriteElsewhere : words.youElsewhere
  return isWriting ? words.isWriting(name) : words.isHere(name)
}

const styles = css({
  display: 'flex',
  flexWrap: 'wrap',
  gap: `${tokenSchema.size.space.regular} ${tokenSchema.size.space.large}`,
  margin: 0,
  padding: 0,
  listStyle: 'none',
  '&:empty': { display: 'none' },
})
