import { useState } from 'react'
import { Button, ButtonGroup } from '@keystar/ui/button'
import { Dialog, useDialogContainer } from '@keystar/ui/dialog'
import { VStack } from '@keystar/ui/layout'
import { Content } from '@keystar/ui/slots'
import { TextArea } from '@keystar/ui/text-field'
import { toastQueue } from '@keystar/ui/toast'
import { Heading, Text } from '@keystar/ui/typography'
import type { Question } from '../../workflow/transitions.ts'
import { Refused } from '../look/refused.tsx'
import { useLabelled } from '../words/use-labelled.ts'
import { wordsOf } from '../words/words-of.ts'
import { AskTime } from './ask-time.tsx'
import { OpenItems } from './open-items.tsx'
import { useMoveEffects, useMoveLabels } from './move-words.ts'
import type { PanelMove, PanelStory } from './panel-story.ts'
import { useMove, type MoveAnswers } from './use-move.ts'

type Props = { story: PanelStory; move: PanelMove; onMoved: () => Promise<unknown> }

/** Says what a move does, asks what the table asks, and tells a refusal in place: nothing typed is lost by one. */
export function MoveDialog({ story, move, onMoved }: Props) {
  const words = useWords()
  const labelled = useLabelled()
  const label = useMoveLabels()[move.name]
  const does = useMoveEffects()[move.name]
  const { dismiss } = useDialogContainer()
  const [answers, setAnswers] = useState<MoveAnswers>({})
  const { press, pending, refusal } = useMove(story, move)
  const questions = move.asks.filter(question => question !== 'override' || move.needsOverride)
  const complete = questions.every(question => answers[question]?.trim())

  async function confirm() {
    if (!(await press(answers))) return
    toastQueue.positive(words.done(label), { timeout: 5000 })
    await onMoved()
    dismiss()
  }
  return (
    <Dialog>
      <Heading>{labelled(label, story.headline)}</Heading>
      <Content>
        <VStack gap="xlarge">
          <Text>{does}</Text>
          {move.needsOverride && <OpenItems story={story} />}
          {questions.map(question => (
            <Asked
              key={question}
              question={question}
              value={answers[question] ?? ''}
              onChange={answer => setAnswers({ ...answers, [question]: answer })}
            />
          ))}
          {refusal && <Refused>{refusal}</Refused>}
        </VStack>
      </Content>
      <ButtonGroup>
        <Button onPress={dismiss}>{words.cancel}</Button>
        <Button prominence="high" isDisabled={!complete} isPending={pending} onPress={() => void confirm()}>
          {label}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}

type AskedProps = { question: Question; value: string; onChange: (value: string) => void }

function Asked({ question, value, onChange }: AskedProps) {
  const words = useWords()
  if (question === 'publishAt') return <AskTime label={words.publishAt} onChange={onChange} />
  return (
    <TextArea
      label={words[question]}
      description={words[`${question}Means`]}
      isRequired
      maxLength={2000}
      value={value}
      onChange={onChange}
    />
  )
}

const useWords = wordsOf({
  en: {
    cancel: 'Cancel',
    done: (label: string) => `${label}: done`,
    reason: 'Reason',
    reasonMeans: 'Why. It goes on record, for colleagues only.',
    note: 'Note',
    noteMeans: 'What readers are told. It is public and stays so.',
    override: 'Override',
    overrideMeans: 'Why the checklist does not apply here. It goes on record.',
    publishAt: 'Goes live at',
  },
  fr: {
    cancel: 'Annuler',
    done: label => `${label} : c’est fait`,
    reason: 'Motif',
    reasonMeans: 'Pourquoi. Consigné, pour la rédaction seulement.',
    note: 'Note publique',
    noteMeans: 'Ce qui est dit aux lecteurs. Elle est publique et le reste.',
    override: 'Motif pour passer outre',
    overrideMeans: 'Pourquoi la liste de contrôle ne s’applique pas ici. Consigné.',
    publishAt: 'Mise en ligne le',
  },
})
