import type { FieldController, FieldControllerConfig, FieldProps } from '@keystone-6/core/types'
import { Checklist } from '../story/checklist.tsx'
import type { ChecklistItem } from '../../workflow/checklist.ts'

type Controller = FieldController<ChecklistItem[] | null>

/** What an approval will ask for, as the story was last saved. */
export function Field({ value }: FieldProps<() => Controller>) {
  return value ? <Checklist items={value} /> : null
}

export function controller({ fieldKey, label, description }: FieldControllerConfig): Controller {
  return {
    fieldKey,
    label,
    description,
    graphqlSelection: `${fieldKey} { code field done sentence }`,
    defaultValue: null,
    deserialize: item => item[fieldKey],
    serialize: () => ({}),
  }
}
