import type { ListMeta } from '@keystone-6/core/types'
import type { FormValue } from './form-value.ts'

/** What Keystone's page of an item holds. `initialValue` is what is stored, `value` what the form says. */
export type ItemForm = {
  list: ListMeta
  initialValue: FormValue
  value: FormValue
  onChange: (value: FormValue) => void
  /** Reads the item again; the form then says what is stored. */
  reload: () => unknown
}
