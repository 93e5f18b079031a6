import { useState } from 'react'
import { Button } from '@keystar/ui/button'
import { HStack, VStack } from '@keystar/ui/layout'
import { Notice } from '@keystar/ui/notice'
import { Content } from '@keystar/ui/slots'
import { TextField } from '@keystar/ui/text-field'
import { Text } from '@keystar/ui/typography'
import { usePreviewWords } from './words.ts'

/** The address of a link that was just made: nobody can look it up again. */
export function MadeLink({ url }: { url: string }) {
  const words = usePreviewWords()
  const [isCopied, setIsCopied] = useState(false)
  // Where the browser does not let us copy, the address can be selected by hand.
  const copy = () =>
    void navigator.clipboard?.writeText(url).then(
      () => setIsCopied(true),
      () => {},
    )
  return (
    <Notice tone="positive">
      <Content>
        <VStack gap="medium">
          <Text role="status">{words.made}</Text>
          <HStack gap="regular" alignItems="end">
            <TextField label={words.address} value={url} isReadOnly flex />
            <Button onPress={copy}>{isCopied ? words.copied : words.copy}</Button>
          </HStack>
        </VStack>
      </Content>
    </Notice>
  )
}
