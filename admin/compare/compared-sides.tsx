import { useState } from 'react'
import { Button } from '@keystar/ui/button'
import { Checkbox } from '@keystar/ui/checkbox'
import { Radio, RadioGroup } from '@keystar/ui/radio'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { useQuery } from '@keystone-6/core/admin-ui/apollo'
import { Refused } from '../look/refused.tsx'
import { usePlace } from '../navigation/use-place.ts'
import { useLabelled } from '../words/use-labelled.ts'
import { compareSides, type Compared, type Comparison } from './comparison.ts'
import { ComparisonText } from './comparison-text.tsx'
import { useCompareWords } from './compare-words.ts'
import { countChanges } from './count-changes.ts'
import { DiffText } from './diff-text.tsx'
import { asRevisionRef, readSide, type Side } from './side.ts'
import { SideCard } from './side-card.tsx'

/** What the address names, compared: who, when and why of both sides, how much changed, and all that did. */
export function ComparedSides({ story }: { story: Compared }) {
  const words = useCompareWords()
  const place = usePlace()
  const asked = new URLSearchParams(place.query)
  const from = readSide(asked.get('from'), story.liveRevision === null ? 1 : 'live')
  const to = readSide(asked.get('to'), 'working')
  const beside = asked.get('view') === 'beside'
  const [whole, setWhole] = useState(false)
  const { data, error } = useQuery<{ compareRevisions: Comparison }>(compareSides, {
    variables: { id: story.id, from: asRevisionRef(from), to: asRevisionRef(to) },
    // A section's id names another change in every comparison: no two may share it.
    fetchPolicy: 'no-cache',
  })
  const go = (next: { from?: Side; to?: Side; beside?: boolean }) =>
    place.push(
      `/articles/${story.id}/compare?from=${next.from ?? from}&to=${next.to ?? to}${(next.beside ?? beside) ? '&view=beside' : ''}`,
    )
  const comparison = data?.compareRevisions
  return (
    <>
      <div className={sidesStyles}>
        <SideCard title={words.older} story={story} side={from} />
        <SideCard title={words.newer} story={story} side={to} />
      </div>
      <div className={controlStyles}>
        <RadioGroup
          label={words.view}
          orientation="horizontal"
          value={beside ? 'beside' : 'inline'}
          onChange={value => go({ beside: value === 'beside' })}
        >
          <Radio value="inline">{words.inline}</Radio>
          <Radio value="beside">{words.beside}</Radio>
        </RadioGroup>
        <Checkbox isSelected={whole} onChange={setWhole}>
          {words.whole}
        </Checkbox>
        <Button onPress={() => go({ from: to, to: from })}>{words.swap}</Button>
        <Button onPress={() => window.print()}>{words.print}</Button>
      </div>
      {error && <Refused>{error.message}</Refused>}
      {!comparison && !error && <Text>{words.loading}</Text>}
      {comparison && <Summary comparison={comparison} />}
      {comparison && <ComparisonText story={story} comparison={comparison} beside={beside} whole={whole} />}
    </>
  )
}

function Summary({ comparison }: { comparison: Comparison }) {
  const words = useCompareWords()
  const labelled = useLabelled()
  if (comparison.same) return <p className={countStyles}>{words.same}</p>
  return (
    <div className={legendStyles}>
      <p className={countStyles}>{words.counts(countChanges(comparison))}</p>
      <p className={countStyles}>
        {labelled(words.legend, '')}
        <DiffText parts={[{ kind: 'ADDED', text: words.added }]} />,{' '}
        <DiffText parts={[{ kind: 'REMOVED', text: words.removed }]} />
      </p>
    </div>
  )
}

const sidesStyles = css({
  display: 'grid',
  gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
  gap: tokenSchema.size.space.large,
})
const controlStyles = css({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'end',
  gap: tokenSchema.size.space.xlarge,
  '@media print': { display: 'none' },
})
const legendStyles = css({
  display: 'flex',
  flexWrap: 'wrap',
  justifyContent: 'space-between',
  gap: tokenSchema.size.space.large,
  paddingBlock: tokenSchema.size.space.medium,
  borderBlock: `1px solid ${tokenSchema.color.border.muted}`,
})
const countStyles = css({ margin: 0 })
