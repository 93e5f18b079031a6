import { useState } from 'react'
import { Button } from '@keystar/ui/button'
import { HStack, VStack } from '@keystar/ui/layout'
import { Notice } from '@keystar/ui/notice'
import { Content } from '@keystar/ui/slots'
import { TextField } from '@keystar/ui/text-field'
import { Text } from '@keystar/ui/typography'

type Props = {
  value: string
  words: {
    /** That it was made, and what to do with it now. */
    made: string
    label: string
    copy: string
    copied: string
  }
}

/** Something secret that was just made, to be copied: nobody can look it up again. */
export function ShownOnce({ value, words }: Props) {
  const [isCopied, setIsCopied] = useState(false)
  // Where the browser does not let us copy, it can be selected by hand.
  const copy = () =>
    void navigator.clipboard?.writeText(value).then(
      () => setIsCopied(true),
      () => {},
    )
  return (
    <Notice tone="positive">
      <Content>
        <VStack gap="medium">
          <Text role="status">{words.made}</Text>
          <HStack gap="regular" alignItems="end">
            <TextField label={words.label} value={value} isReadOnly flex />
            <Button onPress={copy}>{isCopied ? words.copied : words.copy}</Button>
          </HStack>
        </VStack>
      </Content>
    </Notice>
  )
}
