import { useState } from 'react'
import { Button } from '@keystar/ui/button'
import { HStack, VStack } from '@keystar/ui/layout'
import { Notice } from '@keystar/ui/notice'
import { Content } from '@keystar/ui/slots'
import { TextField } from '@keystar/ui/text-field'
import { Text } from '@keystar/ui/typography'
import { useTokenWords } from './token-words.ts'

/** A token that was just made: nobody can look it up again. */
export function MadeToken({ token }: { token: string }) {
  const words = useTokenWords()
  const [isCopied, setIsCopied] = useState(false)
  // Where the browser does not let us copy, the token can be selected by hand.
  const copy = () =>
    void navigator.clipboard?.writeText(token).then(
      () => setIsCopied(true),
      () => {},
    )
  return (
    <Notice tone="positive">
      <Content>
        <VStack gap="medium">
          <Text>{words.made}</Text>
          <HStack gap="regular" alignItems="end">
            <TextField label={words.token} value={token} isReadOnly flex />
            <Button onPress={copy}>{isCopied ? words.copied : words.copy}</Button>
          </HStack>
        </VStack>
      </Content>
    </Notice>
  )
}
