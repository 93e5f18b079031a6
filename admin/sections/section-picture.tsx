import { ActionButton } from '@keystar/ui/button'
import { HStack } from '@keystar/ui/layout'
import { TextArea } from '@keystar/ui/text-field'
import { PictureCard } from '../pictures/picture-card.tsx'
import { PictureChooser } from '../pictures/picture-chooser.tsx'
import type { SectionDraft } from './section-draft.ts'
import { useSectionWords } from './section-words.ts'
import { sayProblem, type SectionProblems } from './validate-sections.ts'

type Props = {
  section: SectionDraft
  onChange?: (section: SectionDraft) => void
  problems: SectionProblems
}

/** A section's picture, if it has one, with its texts for this use. */
export function SectionPicture({ section, onChange, problems }: Props) {
  const words = useSectionWords()
  const { image, imageAltText, imageCaption } = section
  if (!image) {
    return onChange ? (
      <PictureChooser label={words.addPicture} isQuiet onChoose={chosen => onChange({ ...section, image: chosen })} />
    ) : null
  }
  const withoutPicture = { ...section, image: null, imageAltText: '', imageCaption: '' }
  return (
    <PictureCard picture={image}>
      {(onChange || imageCaption) && (
        <TextArea
          label={words.captionHere}
          description={onChange && words.captionHint}
          value={imageCaption}
          isReadOnly={!onChange}
          errorMessage={sayProblem(words, problems.imageCaption)}
          onChange={text => onChange?.({ ...section, imageCaption: text })}
        />
      )}
      {(onChange || imageAltText) && (
        <TextArea
          label={words.altHere}
          value={imageAltText}
          isReadOnly={!onChange}
          errorMessage={sayProblem(words, problems.imageAltText)}
          onChange={text => onChange?.({ ...section, imageAltText: text })}
        />
      )}
      {onChange && (
        <HStack gap="regular">
          <PictureChooser label={words.changePicture} onChoose={chosen => onChange({ ...section, image: chosen })} />
          <ActionButton prominence="low" onPress={() => onChange(withoutPicture)}>
            {words.removePicture}
          </ActionButton>
        </HStack>
      )}
    </PictureCard>
  )
}
