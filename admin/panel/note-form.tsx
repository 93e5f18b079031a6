import { useState } from 'react'
import { Button } from '@keystar/ui/button'
import { VStack } from '@keystar/ui/layout'
import { TextArea } from '@keystar/ui/text-field'
import { PartRefusal } from './part-refusal.tsx'

/** `onSend` answers with a refusal’s sentence, or null; only what was taken is cleared. */
type Props = { label: string; button: string; autoFocus?: boolean; onSend: (text: string) => Promise<string | null> }

/** Some lines to a colleague. Not a form of its own: it stands inside the story’s. */
export function NoteForm({ label, button, autoFocus = false, onSend }: Props) {
  const [text, setText] = useState('')
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  async function send() {
    setPending(true)
    const refused = await onSend(text)
    setPending(false)
    setRefusal(refused)
    if (refused === null) setText('')
  }
  return (
    <VStack gap="regular" alignItems="start">
      <TextArea
        label={label}
        autoFocus={autoFocus}
        maxLength={5000}
        value={text}
        onChange={setText}
        width="100%"
        UNSAFE_style={{ minWidth: 0 }}
      />
      {refusal && (
        <div role="alert">
          <PartRefusal error={{ message: refusal }} />
        </div>
      )}
      <Button isDisabled={text.trim() === ''} isPending={pending} onPress={() => void send()}>
        {button}
      </Button>
    </VStack>
  )
}
