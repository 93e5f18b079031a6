import { Badge } from '@keystar/ui/badge'
import { HStack } from '@keystar/ui/layout'
import { Radio, RadioGroup } from '@keystar/ui/radio'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import type { ChangedBy, Choice } from './merge-sections.ts'
import { ChangedText } from './changed-text.tsx'
import { useWritingWords } from './words.ts'

type Side = { label: string; text: string; isThere: boolean }
type Props = {
  title: string
  /** What the two sides were made of. */
  base: string
  mine: Side
  theirs: Side
  changedBy: ChangedBy
  choice: Choice | null
  mayBeBoth: boolean
  onChoose: (choice: Choice) => void
}

/** One difference: what each side says, and which is to stand. */
export function Difference({ title, base, mine, theirs, changedBy, choice, mayBeBoth, onChoose }: Props) {
  const words = useWritingWords()
  const choose = (value: string) => {
    if (isChoice(value)) onChoose(value)
  }
  const sides = [
    { ...mine, isChosen: choice !== 'theirs' && choice !== null },
    { ...theirs, isChosen: choice !== 'mine' && choice !== null },
  ]
  return (
    <section className={styles} aria-label={title}>
      <HStack gap="regular" alignItems="center" wrap="wrap">
        <Text elementType="h3" weight="semibold">
          {title}
        </Text>
        <Badge tone={changedBy === 'both' ? 'caution' : 'neutral'}>{sayWhose(changedBy, words)}</Badge>
      </HStack>
      <div className={sidesStyles}>
        {sides.map(side => (
          <div key={side.label} className={sideStyles} data-chosen={side.isChosen || undefined}>
            <Text size="small" color="neutralSecondary">
              {side.label}
            </Text>
            {!side.isThere && <Text color="neutralSecondary">{words.notThere}</Text>}
            {side.isThere && !side.text && <Text color="neutralSecondary">{words.nothing}</Text>}
            {side.isThere && <ChangedText from={base} to={side.text} />}
          </div>
        ))}
      </div>
      {mine.isThere && theirs.isThere && mine.text === theirs.text && (
        <Text size="small" color="neutralSecondary">
          {words.formatting}
        </Text>
      )}
      <RadioGroup aria-label={words.choose(title)} orientation="horizontal" value={choice ?? ''} onChange={choose}>
        {[
          <Radio key="mine" value="mine">
            {mine.label}
          </Radio>,
          <Radio key="theirs" value="theirs">
            {theirs.label}
          </Radio>,
          ...(mayBeBoth
            ? [
                <Radio key="both" value="both">
                  {words.both}
                </Radio>,
              ]
            : []),
        ]}
      </RadioGroup>
    </section>
  )
}

const isChoice = (value: string): value is Choice => ['mine', 'theirs', 'both'].includes(value)

function sayWhose(changedBy: ChangedBy, words: ReturnType<typeof useWritingWords>): string {
  if (changedBy === 'both') return words.changedByBoth
  return changedBy === 'me' ? words.changedByMe : words.changedByThem
}

const styles = css({
  display: 'grid',
  gap: tokenSchema.size.space.regular,
  paddingBlock: tokenSchema.size.space.large,
  borderTop: `1px solid ${tokenSchema.color.border.muted}`,
})

const sidesStyles = css({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 260px), 1fr))',
  gap: tokenSchema.size.space.medium,
})

const sideStyles = css({
  display: 'grid',
  alignContent: 'start',
  gap: tokenSchema.size.space.small,
  minWidth: 0,
  padding: tokenSchema.size.space.medium,
  border: `1px solid ${tokenSchema.color.border.muted}`,
  borderRadius: tokenSchema.size.radius.medium,
  '&[data-chosen]': {
    borderColor: tokenSchema.color.border.accent,
    boxShadow: `inset 0 0 0 1px ${tokenSchema.color.border.accent}`,
  },
})
