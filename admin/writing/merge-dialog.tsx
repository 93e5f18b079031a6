import { ActionButton, Button, ButtonGroup } from '@keystar/ui/button'
import { Dialog } from '@keystar/ui/dialog'
import { HStack, VStack } from '@keystar/ui/layout'
import { Content } from '@keystar/ui/slots'
import { Heading, Text } from '@keystar/ui/typography'
import { textOf } from '../sections/measure-sections.ts'
import type { SectionDrafts } from '../sections/section-draft.ts'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayHowLongAgo } from '../words/say-time.ts'
import { Difference } from './difference.tsx'
import { linksIn } from './form-value.ts'
import type { SectionRow } from './merge-sections.ts'
import { decideAll, decideField, decideOrder, decideSection, undecided, type StoryMerge } from './merge-story.ts'
import { saySection, sayValue } from './say-value.ts'
import type { Merging } from './use-merging.ts'
import { useWritingWords } from './words.ts'

type Props = { merging: Merging; onChange: (merging: Merging) => void; onConfirm: () => void; onClose: () => void }

/** Both versions of a story, and for each difference the choice which is to stand. */
export function MergeDialog({ merging, onChange, onConfirm, onClose }: Props) {
  const words = useWritingWords()
  const { story, from } = merging
  const isKept = from.kind === 'kept'
  const decide = (next: StoryMerge) => onChange({ ...merging, story: next })
  const left = undecided(story)
  return (
    <Dialog size="large">
      <Heading>{isKept ? words.keptTitle : words.mergeTitle}</Heading>
      <Content>
        <VStack gap="large">
          <Introduction from={from} />
          <HStack gap="regular" wrap="wrap">
            <ActionButton onPress={() => decide(decideAll(story, 'mine'))}>{words.allMine}</ActionButton>
            <ActionButton onPress={() => decide(decideAll(story, 'theirs'))}>
              {isKept ? words.allStored : words.allTheirs}
            </ActionButton>
          </HStack>
          <Differences story={story} theirs={isKept ? words.stored : words.theirs} onChange={decide} />
        </VStack>
      </Content>
      <ButtonGroup>
        <Text role="status" color="neutralSecondary" alignSelf="center">
          {left > 0 ? words.toDecide(left) : words.allDecided}
        </Text>
        <Button onPress={onClose}>{words.notNow}</Button>
        <Button prominence="high" isDisabled={left > 0} onPress={onConfirm}>
          {isKept ? words.takeMerged : words.saveMerged}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}

function Introduction({ from }: Pick<Merging, 'from'>) {
  const words = useWritingWords()
  const language = useInterfaceLanguage()
  if (from.kind === 'kept') return <Text>{words.mergeTextKept}</Text>
  return <Text>{words.mergeText(from.who ?? words.somebody, from.when ? sayHowLongAgo(from.when, language) : '')}</Text>
}

type DifferencesProps = { story: StoryMerge; theirs: string; onChange: (story: StoryMerge) => void }

function Differences({ story, theirs, onChange }: DifferencesProps) {
  const words = useWritingWords()
  const language = useInterfaceLanguage()
  const { fields, sections } = story
  const side = (label: string, text: string, isThere = true) => ({ label, text, isThere })
  return (
    <div>
      {fields.map(row => (
        <Difference
          key={row.key}
          title={row.label}
          base={sayValue(row.base, language)}
          mine={side(words.mine, sayValue(row.mine, language))}
          theirs={side(theirs, sayValue(row.theirs, language))}
          changedBy={row.changedBy}
          choice={row.choice}
          mayBeBoth={linksIn(row.mine) !== null}
          onChoose={choice => onChange(decideField(story, row.key, choice))}
        />
      ))}
      {sections && sections.order.changedBy !== 'nobody' && (
        <Difference
          title={words.order}
          base={sayOrder(sections.sides.base)}
          mine={side(words.mine, sayOrder(sections.sides.mine))}
          theirs={side(theirs, sayOrder(sections.sides.theirs))}
          changedBy={sections.order.changedBy}
          choice={sections.order.choice}
          mayBeBoth={false}
          onChoose={choice => choice !== 'both' && onChange(decideOrder(story, choice))}
        />
      )}
      {sections?.rows.map((row, index) => {
        if (row.changedBy === 'nobody') return null
        return (
          <Difference
            key={row.key}
            title={words.section(index + 1, headingOf(row))}
            base={saySection(row.base)}
            mine={side(words.mine, saySection(row.mine), row.mine !== null)}
            theirs={side(theirs, saySection(row.theirs), row.theirs !== null)}
            changedBy={row.changedBy}
            choice={row.choice}
            mayBeBoth={row.mine !== null && row.theirs !== null}
            onChoose={choice => onChange(decideSection(story, row.key, choice))}
          />
        )
      })}
    </div>
  )
}

const headingOf = ({ mine, theirs, base }: SectionRow) => (mine ?? theirs ?? base)?.heading.trim() ?? ''
const sayOrder = (sections: SectionDrafts) =>
  sections.map(({ heading, body }, index) => `${index + 1}. ${heading.trim() || textOf(body).slice(0, 60)}`).join('\n')
