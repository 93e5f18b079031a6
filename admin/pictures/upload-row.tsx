import type { ReactNode } from 'react'
import { ActionButton, Button } from '@keystar/ui/button'
import { Checkbox } from '@keystar/ui/checkbox'
import { HStack, VStack } from '@keystar/ui/layout'
import { ProgressBar } from '@keystar/ui/progress'
import { css, tokenSchema } from '@keystar/ui/style'
import { TextArea, TextField } from '@keystar/ui/text-field'
import { Text } from '@keystar/ui/typography'
import { Thumbnail } from './picture-card.tsx'
import type { Picture } from './picture.ts'
import { isComplete, type Upload } from './upload.ts'
import { useUploadWords } from './upload-words.ts'
import type { Uploads } from './use-uploads.ts'
import { WarningList } from './warning-list.tsx'

type Props = { upload: Upload; queue: Uploads; onUse?: (picture: Picture) => void }

/** One file: on its way, refused with the reason, or there and waiting for its texts. */
export function UploadRow({ upload, queue, onUse }: Props) {
  const words = useUploadWords()
  const { key, file } = upload
  if (upload.state === 'added') return <AddedRow upload={upload} queue={queue} onUse={onUse} />
  if (upload.state === 'refused') {
    return (
      <Row>
        <VStack gap="regular" flex>
          <Text weight="medium">{file.name}</Text>
          <Text color="critical" role="alert">
            {upload.refusal}
          </Text>
        </VStack>
        <ActionButton aria-label={words.retry(file.name)} onPress={() => queue.retry(key)}>
          {words.retryShort}
        </ActionButton>
        <ActionButton aria-label={words.dismiss(file.name)} prominence="low" onPress={() => queue.remove([key])}>
          {words.dismissShort}
        </ActionButton>
      </Row>
    )
  }
  const part = upload.state === 'sending' ? upload.part : 0
  return (
    <Row>
      <VStack gap="regular" flex>
        <ProgressBar
          label={words.sending(file.name)}
          value={part * 100}
          isIndeterminate={upload.state === 'sending' && part === 1}
          valueLabel={upload.state === 'waiting' ? words.waiting : part === 1 ? words.checking : undefined}
          width="100%"
        />
      </VStack>
      <ActionButton aria-label={words.cancel(file.name)} onPress={() => queue.cancel(key)}>
        {words.cancelShort}
      </ActionButton>
    </Row>
  )
}

function AddedRow({ upload, queue, onUse }: Props & { upload: Extract<Upload, { state: 'added' }> }) {
  const words = useUploadWords()
  const { key, file, picture, texts, isSaved, problem } = upload
  const save = async () => {
    if ((await queue.save(upload)) && onUse) onUse({ ...picture, ...texts })
  }
  return (
    <Row label={file.name}>
      <Thumbnail picture={picture} />
      <VStack gap="large" flex minWidth="scale.3000">
        <Text size="small" color="neutralSecondary">
          {file.name}
        </Text>
        <WarningList picture={picture} />
        <div className={fieldStyles}>
          <TextArea
            label={words.altText}
            value={texts.altText}
            onChange={altText => queue.type(key, { altText })}
            maxLength={1000}
          />
          <TextArea
            label={words.caption}
            value={texts.caption}
            onChange={caption => queue.type(key, { caption })}
            maxLength={1000}
          />
          <VStack gap="large">
            <TextField
              label={words.credit}
              description={picture.creator ? words.creditFrom(picture.creator) : undefined}
              value={texts.creditLine}
              onChange={creditLine => queue.type(key, { creditLine })}
              maxLength={300}
            />
            <Checkbox isSelected={texts.isDecorative} onChange={isDecorative => queue.type(key, { isDecorative })}>
              {words.decorative}
            </Checkbox>
          </VStack>
        </div>
        {!isComplete(texts) && (
          <Text size="small" color="caution">
            {words.incomplete}
          </Text>
        )}
        {problem && (
          <Text color="critical" role="alert">
            {problem}
          </Text>
        )}
        <HStack gap="regular" alignItems="center">
          <Button prominence={onUse ? 'high' : 'default'} onPress={() => void save()} isDisabled={isSaved && !onUse}>
            {onUse ? words.saveAndUse : words.save}
          </Button>
          {isSaved && (
            <Text color="positive" role="status">
              {words.saved}
            </Text>
          )}
        </HStack>
      </VStack>
    </Row>
  )
}

const Row = ({ label, children }: { label?: string; children: ReactNode }) => (
  <li aria-label={label} className={rowStyles}>
    {children}
  </li>
)

const rowStyles = css({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'start',
  gap: tokenSchema.size.space.large,
  '& > img': { flex: 'none' },
})

const fieldStyles = css({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(260px, 1fr))',
  alignItems: 'start',
  gap: tokenSchema.size.space.large,
})
