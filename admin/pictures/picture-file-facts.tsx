import { VStack } from '@keystar/ui/layout'
import { TextLink } from '@keystar/ui/link'
import { Text } from '@keystar/ui/typography'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayTime } from '../words/say-time.ts'
import { usePicturePageWords } from './picture-page-words.ts'
import type { PictureDetails } from './use-picture.ts'

/** Where the picture comes from. */
export function PictureFile({ picture }: { picture: PictureDetails }) {
  const [words, language] = [usePicturePageWords(), useInterfaceLanguage()]
  const { file, fileName, uploadedBy, createdAt, killedAt } = picture
  const when = sayTime(createdAt, language)
  return (
    <VStack gap="medium">
      {fileName && <Text size="small">{fileName}</Text>}
      {file && <Text size="small">{words.size(file.width, file.height)}</Text>}
      <Text size="small">{uploadedBy ? words.addedBy(uploadedBy.name, when) : words.added(when)}</Text>
      {killedAt && <Text size="small">{words.killed(sayTime(killedAt, language))}</Text>}
      {file && (
        <Text size="small">
          <TextLink href={`/images/${file.id}/original`} target="_blank" rel="noreferrer">
            {words.original}
          </TextLink>
        </Text>
      )}
    </VStack>
  )
}
