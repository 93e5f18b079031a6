import { useId, useState } from 'react'
import { Button, type ButtonProps } from '@keystar/ui/button'
import { DialogContainer } from '@keystar/ui/dialog'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import type { TransitionName } from '../../workflow/transitions.ts'
import { wordsOf } from '../words/words-of.ts'
import { MoveDialog } from './move-dialog.tsx'
import { useMoveLabels } from './move-words.ts'
import type { PanelMove, PanelStory } from './panel-story.ts'
import { useRefusal } from './refusal-words.ts'

type Props = { story: PanelStory; blocked: string | null; onMoved: () => Promise<unknown> }

/** A button for each move that is open to this person, and for each other one the reason why not. */
export function MoveButtons({ story, blocked, onMoved }: Props) {
  const words = useWords()
  const labels = useMoveLabels()
  const blockedId = useId()
  const [asked, setAsked] = useState<TransitionName | null>(null)
  const moves = inOrder(story.moves)
  const open = moves.filter(({ allowed }) => allowed)
  const next = forward.find(name => open.some(move => move.name === name))
  const dialogFor = open.find(({ name }) => name === asked)
  return (
    <>
      {open.length === 0 && (
        <Text size="small" color="neutralSecondary">
          {words.nothing}
        </Text>
      )}
      <div role="group" aria-label={words.moves} className={buttonsStyles}>
        {open.map(({ name }) => (
          <Button
            key={name}
            {...lookOf(name, next)}
            isDisabled={blocked !== null}
            aria-describedby={blocked === null ? undefined : blockedId}
            onPress={() => setAsked(name)}
          >
            {labels[name]}
          </Button>
        ))}
      </div>
      {blocked !== null && open.length > 0 && (
        <Text id={blockedId} size="small" color="caution">
          {blocked}
        </Text>
      )}
      <ClosedMoves moves={moves.filter(({ allowed }) => !allowed)} />
      <DialogContainer onDismiss={() => setAsked(null)}>
        {dialogFor && <MoveDialog key={asked} story={story} move={dialogFor} onMoved={onMoved} />}
      </DialogContainer>
    </>
  )
}

function ClosedMoves({ moves }: { moves: PanelMove[] }) {
  const words = useWords()
  const labels = useMoveLabels()
  const why = useRefusal()
  if (moves.length === 0) return null
  return (
    <details className={closedStyles}>
      <summary>{words.closed(moves.length)}</summary>
      <dl>
        {moves.map(move => (
          <div key={move.name}>
            <dt>{labels[move.name]}</dt>
            <dd>{why(move)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** What takes a story on its way; the first of them that is open stands out. */
const forward: TransitionName[] = ['untrash', 'restore', 'reinstate', 'submit', 'approve', 'publish']
const takingAway: TransitionName[] = ['unpublish', 'kill']
const order: TransitionName[] = [
  ...forward,
  ...(['schedule', 'unschedule', 'correct', 'requestChanges', 'publishNow'] as const),
  ...takingAway,
  ...(['archive', 'trash'] as const),
]

const inOrder = (moves: PanelMove[]) => [...moves].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))

function lookOf(name: TransitionName, next: TransitionName | undefined): Pick<ButtonProps, 'prominence' | 'tone'> {
  if (name === next) return { prominence: 'high' }
  return takingAway.includes(name) ? { tone: 'critical' } : {}
}

const useWords = wordsOf({
  en: {
    moves: 'What you may do with the story',
    nothing: 'There is nothing for you to do with it now.',
    closed: (count: number) => (count === 1 ? '1 move is not open' : `${count} moves are not open`),
  },
  fr: {
    moves: 'Ce que vous pouvez faire de l’article',
    nothing: 'Vous n’avez rien à en faire pour le moment.',
    closed: count => (count === 1 ? '1 action n’est pas possible' : `${count} actions ne sont pas possibles`),
  },
})

const buttonsStyles = css({ display: 'flex', flexWrap: 'wrap', gap: tokenSchema.size.space.regular })

const closedStyles = css({
  color: tokenSchema.color.foreground.neutralSecondary,
  fontFamily: tokenSchema.typography.fontFamily.base,
  fontSize: tokenSchema.typography.text.small.size,
  lineHeight: 1.45,
  '& summary': { cursor: 'pointer', paddingBlock: tokenSchema.size.space.small },
  '& summary:focus-visible': { outline: `2px solid ${tokenSchema.color.alias.focusRing}` },
  '& dl': {
    display: 'grid',
    gap: tokenSchema.size.space.regular,
    margin: 0,
    marginBlock: tokenSchema.size.space.regular,
  },
  '& dt': { color: tokenSchema.color.foreground.neutral, fontWeight: 600 },
  '& dd': { margin: 0 },
})
