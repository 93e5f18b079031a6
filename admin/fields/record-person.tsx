import { Text } from '@keystar/ui/typography'
import type { CellComponent, FieldController, FieldControllerConfig, FieldProps } from '@keystone-6/core/types'
import { PanelFact } from '../panel/panel-fact.tsx'
import { useActorName } from '../panel/actor-name.ts'

type Person = { id: string; name: string }
type Controller = FieldController<Person | null>

/** Whoever the record names, by name. */
export function Field({ field, value }: FieldProps<() => Controller>) {
  const nameOf = useActorName()
  return value ? <PanelFact label={field.label}>{nameOf(value)}</PanelFact> : null
}

export const Cell: CellComponent = ({ value }) => {
  const nameOf = useActorName()
  return value ? <Text size="small">{nameOf(value)}</Text> : null
}

export function controller({ fieldKey, label, description }: FieldControllerConfig): Controller {
  return {
    fieldKey,
    label,
    description,
    graphqlSelection: `${fieldKey} { id name }`,
    defaultValue: null,
    deserialize: item => item[fieldKey],
    serialize: () => ({}),
  }
}
