import { ActionButton } from '@keystar/ui/button'
import { HStack, VStack } from '@keystar/ui/layout'
import { Notice } from '@keystar/ui/notice'
import { Content } from '@keystar/ui/slots'
import { Text } from '@keystar/ui/typography'
import { CropPreviews } from './crop-previews.tsx'
import { FocalPoint } from './focal-point.tsx'
import { usePicturePageWords } from './picture-page-words.ts'
import { focalPointOf, type PictureDetails, type PictureDraft } from './use-picture.ts'

type Props = { picture: PictureDetails; onChange?: (changed: PictureDraft) => void }

/** The picture, large, with the point around which it is cropped. */
export function PictureFocus({ picture, onChange }: Props) {
  const words = usePicturePageWords()
  const { file, isIllustrative, digitalSourceType } = picture
  const point = focalPointOf(picture)
  const isMadeByMachine = /algorithmicMedia$/i.test(digitalSourceType)
  if (!file) return null
  return (
    <VStack gap="large">
      <FocalPoint
        file={file}
        point={point}
        onChange={onChange && (({ x, y }) => onChange({ focalPointX: x, focalPointY: y }))}
      />
      <HStack gap="large" alignItems="center" justifyContent="space-between">
        <Text size="small" color="neutralSecondary">
          {onChange && words.focalHelp} {!point && words.noFocalPoint}
        </Text>
        {point && onChange && (
          <ActionButton prominence="low" onPress={() => onChange({ focalPointX: null, focalPointY: null })}>
            {words.removeFocalPoint}
          </ActionButton>
        )}
      </HStack>
      <CropPreviews file={file} point={point} />
      {isMadeByMachine && !isIllustrative && onChange && (
        <Notice tone="caution">
          <Content>
            <VStack gap="large">
              <Text>{words.proposeIllustrative}</Text>
              <ActionButton alignSelf="start" onPress={() => onChange({ isIllustrative: true })}>
                {words.markIllustrative}
              </ActionButton>
            </VStack>
          </Content>
        </Notice>
      )}
    </VStack>
  )
}
