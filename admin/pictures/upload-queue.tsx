import { useId, useState } from 'react'
import { ActionButton, Button } from '@keystar/ui/button'
import { Flex, HStack } from '@keystar/ui/layout'
import { css, tokenSchema } from '@keystar/ui/style'
import { TextField } from '@keystar/ui/text-field'
import { Heading, Text } from '@keystar/ui/typography'
import type { Picture } from './picture.ts'
import { UploadRow } from './upload-row.tsx'
import { useUploadWords } from './upload-words.ts'
import type { Upload } from './upload.ts'
import type { Uploads } from './use-uploads.ts'

type Added = Extract<Upload, { state: 'added' }>

/** What is on its way, what was refused, and, of what is there, the texts that it needs. */
export function UploadQueue({ queue, onUse }: { queue: Uploads; onUse?: (picture: Picture) => void }) {
  const [words, id] = [useUploadWords(), useId()]
  const { uploads } = queue
  if (uploads.length === 0) return null
  const added = uploads.filter((upload): upload is Added => upload.state === 'added')
  const refused = uploads.filter(({ state }) => state === 'refused').length
  const unsaved = added.filter(({ isSaved }) => !isSaved)
  const saveAll = async () => {
    for (const upload of unsaved) await queue.save(upload)
  }
  return (
    <section aria-labelledby={id} className={styles}>
      <Flex gap="large" alignItems="center" justifyContent="space-between" wrap>
        <Heading id={id} elementType="h2" size="small">
          {words.title}
        </Heading>
        <Text size="small" color="neutralSecondary" role="status">
          {words.summary(added.length, uploads.length - added.length - refused, refused)}
        </Text>
      </Flex>
      {added.length > 1 && <CreditForAll added={added} queue={queue} />}
      <ul className={listStyles}>
        {uploads.map(upload => (
          <UploadRow key={upload.key} upload={upload} queue={queue} onUse={onUse} />
        ))}
      </ul>
      <HStack gap="regular">
        {!onUse && unsaved.length > 1 && (
          <Button prominence="high" onPress={() => void saveAll()}>
            {words.saveAll}
          </Button>
        )}
        {added.length > 0 && unsaved.length === 0 && (
          <Button onPress={() => queue.remove(added.map(({ key }) => key))}>{words.done}</Button>
        )}
      </HStack>
    </section>
  )
}

/** Pictures that come together mostly come from one hand. */
function CreditForAll({ added, queue }: { added: Added[]; queue: Uploads }) {
  const words = useUploadWords()
  const [creditLine, setCreditLine] = useState('')
  const fill = () => {
    for (const { key, texts } of added) if (texts.creditLine.trim() === '') queue.type(key, { creditLine })
  }
  return (
    <HStack gap="regular" alignItems="end">
      <TextField
        label={words.forAll}
        description={words.forAllHelp}
        value={creditLine}
        onChange={setCreditLine}
        maxLength={300}
        width="scale.4600"
      />
      <ActionButton onPress={fill} isDisabled={creditLine.trim() === ''}>
        {words.fill}
      </ActionButton>
    </HStack>
  )
}

const styles = css({
  display: 'grid',
  gap: tokenSchema.size.space.large,
  padding: tokenSchema.size.space.large,
  border: `1px solid ${tokenSchema.color.border.muted}`,
  borderRadius: tokenSchema.size.radius.medium,
  backgroundColor: tokenSchema.color.background.canvas,
})

const listStyles = css({
  display: 'grid',
  gap: tokenSchema.size.space.large,
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& > li + li': { borderTop: `1px solid ${tokenSchema.color.border.muted}`, paddingTop: tokenSchema.size.space.large },
})
