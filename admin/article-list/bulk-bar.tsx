import { useState } from 'react'
import { ActionButton, Button, ButtonGroup } from '@keystar/ui/button'
import { Dialog, DialogContainer } from '@keystar/ui/dialog'
import { Content } from '@keystar/ui/slots'
import { css, tokenSchema } from '@keystar/ui/style'
import { TextArea } from '@keystar/ui/text-field'
import { Heading, Text } from '@keystar/ui/typography'
import type { Line } from '../desk/line.ts'
import { useListWords } from './article-list-words.ts'
import { asksReason, movesOf, useMoveWords, type BulkMove } from './bulk-moves.ts'

type Make = (move: BulkMove, stories: Line[], reason: string) => Promise<void>
type Chosen = { move: BulkMove; able: Line[] }

/** What can be done with the stories that are selected, at the foot of the window as long as some are. */
export function BulkBar({ lines, onMake, onClear }: { lines: Line[]; onMake: Make; onClear: () => void }) {
  const words = useListWords()
  const moveWords = useMoveWords()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  return (
    <section aria-label={words.selected(lines.length)} className={styles}>
      <Text weight="medium">{words.selected(lines.length)}</Text>
      <div>
        {movesOf(lines).map(({ move, able }) => (
          <ActionButton key={move} onPress={() => setChosen({ move, able })}>
            {able.length < lines.length ? words.some(moveWords.label(move), able.length) : moveWords.label(move)}
          </ActionButton>
        ))}
      </div>
      <ActionButton prominence="low" onPress={onClear}>
        {words.clear}
      </ActionButton>
      <DialogContainer onDismiss={() => setChosen(null)}>
        {chosen && (
          <MoveDialog
            {...chosen}
            unable={lines.length - chosen.able.length}
            onMake={onMake}
            onDone={() => setChosen(null)}
          />
        )}
      </DialogContainer>
    </section>
  )
}

type DialogProps = Chosen & { unable: number; onMake: Make; onDone: () => void }

function MoveDialog({ move, able, unable, onMake, onDone }: DialogProps) {
  const words = useListWords()
  const moveWords = useMoveWords()
  const [reason, setReason] = useState('')
  const [isBusy, setBusy] = useState(false)
  const lacksReason = asksReason(move) && reason.trim() === ''
  const make = async () => {
    setBusy(true)
    await onMake(move, able, reason.trim())
    onDone()
  }
  return (
    <Dialog size="small">
      <Heading>{words.ask(moveWords.label(move), able.length)}</Heading>
      <Content>
        <div className={dialogStyles}>
          <Text>{moveWords.does(move)}</Text>
          {unable > 0 && <Text color="neutralSecondary">{words.unable(unable)}</Text>}
          {asksReason(move) && (
            <TextArea
              label={words.reason}
              description={words.reasonHint}
              value={reason}
              onChange={setReason}
              maxLength={2000}
              isRequired
              autoFocus
            />
          )}
        </div>
      </Content>
      <ButtonGroup>
        <Button onPress={onDone} isDisabled={isBusy}>
          {words.cancel}
        </Button>
        <Button prominence="high" isDisabled={lacksReason || isBusy} onPress={() => void make()}>
          {moveWords.label(move)}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}

const styles = css({
  position: 'sticky',
  bottom: tokenSchema.size.space.regular,
  zIndex: 2,
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: tokenSchema.size.space.medium,
  padding: tokenSchema.size.space.medium,
  border: `1px solid ${tokenSchema.color.border.neutral}`,
  borderRadius: tokenSchema.size.radius.medium,
  backgroundColor: tokenSchema.color.background.canvas,
  boxShadow: `0 4px 18px ${tokenSchema.color.shadow.regular}`,
  '& > div': { display: 'flex', flexWrap: 'wrap', gap: tokenSchema.size.space.regular, flexGrow: 1 },
})

const dialogStyles = css({ display: 'grid', gap: tokenSchema.size.space.large })
