import { Text } from '@keystar/ui/typography'
import { FieldDescription, FieldLabel } from '@keystar/ui/field'
import { VStack } from '@keystar/ui/layout'
import type { CellComponent, FieldController, FieldControllerConfig, FieldProps } from '@keystone-6/core/types'
import { pictureSelection } from '../pictures/picture.ts'
import { draftOf, emptySection, inputOf, type SectionDrafts, type StoredSection } from '../sections/section-draft.ts'
import { SectionList } from '../sections/section-list.tsx'
import { useSectionWords } from '../sections/section-words.ts'
import { areValid } from '../sections/validate-sections.ts'

type Controller = FieldController<SectionDrafts>

export function Field({ field, value, onChange, forceValidation }: FieldProps<() => Controller>) {
  return (
    <VStack
      gap="medium"
      role="group"
      aria-label={field.label}
      id="field-sections"
      tabIndex={-1}
      UNSAFE_style={{ outline: 'none' }}
    >
      <FieldLabel elementType="span">{field.label}</FieldLabel>
      {field.description && <FieldDescription>{field.description}</FieldDescription>}
      <SectionList value={value} onChange={onChange} forceValidation={forceValidation ?? false} />
    </VStack>
  )
}

export const Cell: CellComponent = ({ value }) => {
  const count = Array.isArray(value) ? value.length : 0
  return <Text>{useSectionWords().count(count)}</Text>
}

/** The whole ordered list goes out as it came in: see lists/ordered-sections-field.ts. */
export function controller({ fieldKey, label, description }: FieldControllerConfig): Controller {
  return {
    fieldKey,
    label,
    description,
    graphqlSelection: `${fieldKey} { id heading body { document } image { ${pictureSelection} } imageAltText imageCaption }`,
    // A new story opens with a section to write in.
    defaultValue: [emptySection('first')],
    deserialize: item => ((item[fieldKey] ?? []) as StoredSection[]).map(draftOf), // as selected above
    serialize: value => ({ [fieldKey]: value.map(inputOf) }),
    validate: areValid,
  }
}
