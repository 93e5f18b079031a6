import { Checkbox } from '@keystar/ui/checkbox'
import { VStack } from '@keystar/ui/layout'
import { TextArea, TextField } from '@keystar/ui/text-field'
import { writeLocalTime } from '../panel/local-time.ts'
import { usePicturePageWords } from './picture-page-words.ts'
import type { PictureDetails, PictureDraft } from './use-picture.ts'

type Props = { picture: PictureDetails; onChange?: (changed: PictureDraft) => void }

/** All that is said about a picture. */
export function PictureFields({ picture, onChange }: Props) {
  const words = usePicturePageWords()
  const isReadOnly = !onChange
  const textOf = (field: 'altText' | 'caption' | 'creditLine' | 'creator' | 'copyrightNotice' | 'usageTerms') => ({
    label: words[field],
    value: picture[field],
    isReadOnly,
    onChange: (text: string) => onChange?.({ [field]: text }),
  })
  return (
    <VStack gap="large">
      <TextArea {...textOf('altText')} description={words.altTextHelp} maxLength={1000} />
      <Checkbox
        isSelected={picture.isDecorative}
        isDisabled={isReadOnly}
        onChange={isDecorative => onChange?.({ isDecorative })}
      >
        {words.decorative}
      </Checkbox>
      <TextArea {...textOf('caption')} maxLength={1000} />
      <TextField {...textOf('creditLine')} description={words.creditHelp} maxLength={300} />
      <TextField {...textOf('creator')} maxLength={300} />
      <TextField {...textOf('copyrightNotice')} maxLength={500} />
      <TextArea {...textOf('usageTerms')} maxLength={2000} />
      <TextField
        label={words.rightsExpire}
        description={words.rightsHelp}
        type="datetime-local"
        value={picture.rightsExpire ? writeLocalTime(new Date(picture.rightsExpire)) : ''}
        isReadOnly={isReadOnly}
        onChange={typed => onChange?.({ rightsExpire: instantOf(typed) })}
      />
      <Checkbox
        isSelected={picture.isIllustrative}
        isDisabled={isReadOnly}
        onChange={isIllustrative => onChange?.({ isIllustrative })}
      >
        {words.illustrative}
      </Checkbox>
    </VStack>
  )
}

/** By the clock of this computer; null where nothing whole stands there. */
function instantOf(typed: string): string | null {
  const at = new Date(typed)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
