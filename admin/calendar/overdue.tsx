import { useId } from 'react'
import { css, tokenSchema } from '@keystar/ui/style'
import { Heading, Text } from '@keystar/ui/typography'
import { useTrouble } from '../story/use-trouble.ts'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayShortTime } from '../words/say-short-time.ts'
import { idOf, type Entry } from './calendar-queries.ts'
import { useCalendarWords } from './calendar-words.ts'
import { EntryButton } from './entry-button.tsx'

/** What should be out by now and is not, on whatever day, each with its reason. */
export function Overdue({ entries, onOpen }: { entries: Entry[]; onOpen: (entry: Entry) => void }) {
  const words = useCalendarWords()
  const language = useInterfaceLanguage()
  const sayTrouble = useTrouble()
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles}>
      <Heading id={id} elementType="h2" size="small">
        {words.overdue}
      </Heading>
      <ul>
        {entries.map(entry => (
          <li key={idOf(entry)}>
            <EntryButton
              entry={entry}
              clock={sayShortTime(entry.at, language)}
              mayMove={false}
              onOpen={() => onOpen(entry)}
              onDrag={() => {}}
            />
            <Text size="small" color="critical">
              {sayTrouble(entry.story ?? entry.release)}
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
  border: `1px solid ${tokenSchema.color.border.critical}`,
  borderRadius: tokenSchema.size.radius.medium,
  fontFamily: tokenSchema.typography.fontFamily.base,
  fontSize: tokenSchema.typography.text.small.size,
  '& > ul': {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: tokenSchema.size.space.medium,
    gridTemplateColumns: 'repeat(auto-fill, minmax(280px, 1fr))',
  },
  '& li': { display: 'grid', gap: 4, alignContent: 'start' },
})
