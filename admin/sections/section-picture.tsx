import { ActionButton } from '@keystar/ui/button'
import { HStack } from '@keystar/ui/layout'
import { TextArea } from '@keystar/ui/text-field'
import { PictureCard } from '../pictures/picture-card.tsx'
import { PictureChooser } from '../pictures/picture-chooser.tsx'
import type { SectionDraft } from './section-draft.ts'
import type { SectionProblems } from './validate-sections.ts'

type Props = {
  section: SectionDraft
  onChange?: (section: SectionDraft) => void
  problems: SectionProblems
}

/** A section's picture, if it has one, with its texts for this use. */
export function SectionPicture({ section, onChange, problems }: Props) {
  const { image, imageAltText, imageCaption } = section
  if (!image) {
    return onChange ? (
      <PictureChooser label="Add a picture" isQuiet onChoose={chosen => onChange({ ...section, image: chosen })} />
    ) : null
  }
  const withoutPicture = { ...section, image: null, imageAltText: '', imageCaption: '' }
  return (
    <PictureCard picture={image}>
      {(onChange || imageCaption) && (
        <TextArea
          label="Caption here"
          description={onChange && 'Only where this section needs another than the picture’s own.'}
          value={imageCaption}
          isReadOnly={!onChange}
          errorMessage={problems.imageCaption}
          onChange={text => onChange?.({ ...section, imageCaption: text })}
        />
      )}
      {(onChange || imageAltText) && (
        <TextArea
          label="Alternative text here"
          value={imageAltText}
          isReadOnly={!onChange}
          errorMessage={problems.imageAltText}
          onChange={text => onChange?.({ ...section, imageAltText: text })}
        />
      )}
      {onChange && (
        <HStack gap="regular">
          <PictureChooser label="Change picture" onChoose={chosen => onChange({ ...section, image: chosen })} />
          <ActionButton prominence="low" onPress={() => onChange(withoutPicture)}>
            Remove picture
          </ActionButton>
        </HStack>
      )}
    </PictureCard>
  )
}
