import { ActionButton } from '@keystar/ui/button'
import { FieldDescription, FieldLabel } from '@keystar/ui/field'
import { HStack, VStack } from '@keystar/ui/layout'
import { Text } from '@keystar/ui/typography'
import { controller as relation } from '@keystone-6/core/fields/types/relationship/views'
import type { FieldProps } from '@keystone-6/core/types'
import { PictureCard } from '../pictures/picture-card.tsx'
import { PictureChooser } from '../pictures/picture-chooser.tsx'
import { usePictureWords } from '../pictures/picture-words.ts'
import { pictureSelection, type Picture } from '../pictures/picture.ts'

/** A relation to one picture, which is chosen by looking. */
type Chosen = { picture: Picture | null; initial: Picture | null }

export function Field({ field, value, onChange }: FieldProps<typeof controller>) {
  const words = usePictureWords()
  const choose = onChange && ((picture: Picture | null) => onChange({ ...value, picture }))
  return (
    <VStack
      gap="medium"
      role="group"
      aria-label={field.label}
      id={`field-${field.fieldKey}`}
      tabIndex={-1}
      UNSAFE_style={{ outline: 'none' }}
    >
      <FieldLabel elementType="span">{field.label}</FieldLabel>
      {field.description && <FieldDescription>{field.description}</FieldDescription>}
      {value.picture && <PictureCard picture={value.picture} />}
      {choose ? (
        <HStack gap="regular">
          <PictureChooser label={value.picture ? words.change : words.choose} onChoose={choose} />
          {value.picture && (
            <ActionButton prominence="low" onPress={() => choose(null)}>
              {words.remove}
            </ActionButton>
          )}
        </HStack>
      ) : (
        !value.picture && <Text color="neutralSecondary">{words.none}</Text>
      )}
    </VStack>
  )
}

/** Keystone's relation, which besides the picture's label asks for what the desk shows of it. */
export function controller(config: Parameters<typeof relation>[0]) {
  const { fieldKey } = config
  return {
    ...relation(config),
    graphqlSelection: `${fieldKey} { label: caption ${pictureSelection} }`,
    defaultValue: { picture: null, initial: null } as Chosen, // wider than these two nulls
    deserialize(item: Record<string, Picture | null>): Chosen {
      const picture = item[fieldKey] ?? null
      return { picture, initial: picture }
    },
    serialize({ picture, initial }: Chosen) {
      if (picture?.id === initial?.id) return {}
      return { [fieldKey]: picture ? { connect: { id: picture.id } } : { disconnect: true } }
    },
    validate: ({ picture }: Chosen, { isRequired }: { isRequired: boolean }) => picture !== null || !isRequired,
  }
}
