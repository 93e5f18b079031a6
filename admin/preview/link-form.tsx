import { useState, type FormEvent } from 'react'
import { Button } from '@keystar/ui/button'
import { HStack, VStack } from '@keystar/ui/layout'
import { NumberField } from '@keystar/ui/number-field'
import { Radio, RadioGroup } from '@keystar/ui/radio'
import { TextField } from '@keystar/ui/text-field'
import type { LinkOrder } from './use-links.ts'
import { usePreviewWords } from './words.ts'

type Props = { newestRevision: number; isMaking: boolean; onMake: (order: LinkOrder) => Promise<void> }

const usualDays = 7
const mostDays = 30

/** For whom, of what, and for how long. */
export function LinkForm({ newestRevision, isMaking, onMake }: Props) {
  const words = usePreviewWords()
  const [note, setNote] = useState('')
  const [shows, setShows] = useState('pinned')
  const [days, setDays] = useState(usualDays)
  const submit = (event: FormEvent) => {
    // The story's own form is around us in React's tree, though not on the page.
    event.preventDefault()
    event.stopPropagation()
    void onMake({ note, days, revision: shows === 'pinned' ? newestRevision : null }).then(() => setNote(''))
  }
  return (
    <form onSubmit={submit}>
      <VStack gap="xlarge">
        <TextField
          label={words.forWhom}
          description={words.forWhomHint}
          maxLength={300}
          value={note}
          onChange={setNote}
          autoFocus
        />
        <RadioGroup label={words.content} description={words.unsaved} value={shows} onChange={setShows}>
          <Radio value="pinned">{words.contentPinned(newestRevision)}</Radio>
          <Radio value="working">{words.contentWorking}</Radio>
        </RadioGroup>
        <HStack gap="large" alignItems="end">
          <NumberField
            label={words.days}
            minValue={1}
            maxValue={mostDays}
            step={1}
            value={days}
            onChange={value => setDays(Number.isFinite(value) ? value : usualDays)}
            width="scale.2000"
          />
          <Button type="submit" prominence="high" isPending={isMaking}>
            {words.make}
          </Button>
        </HStack>
      </VStack>
    </form>
  )
}
