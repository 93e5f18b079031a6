import type { FieldController, FieldControllerConfig, FieldProps } from '@keystone-6/core/types'
import { numberIn, textIn } from '../story/read-item.ts'
import { PreviewBar } from './preview-bar.tsx'

type Value = { id: string | null; openLinks: number | null }
type Controller = FieldController<Value>

/** Above the story's panel: how it looks to readers, and who outside may look. */
export function Field({ value, itemValue }: FieldProps<() => Controller>) {
  const id = value.id ?? textIn(itemValue, 'id')
  if (!id) return null
  return (
    <PreviewBar
      articleId={id}
      openLinks={value.openLinks}
      newestRevision={numberIn(itemValue, 'newestRevision') ?? 0}
      formValue={itemValue}
    />
  )
}

export function controller({ fieldKey, label, description }: FieldControllerConfig): Controller {
  return {
    fieldKey,
    label,
    description,
    graphqlSelection: fieldKey,
    defaultValue: { id: null, openLinks: null },
    // As selected above.
    deserialize: item => ({ id: item['id'] as string, openLinks: item[fieldKey] as number | null }),
    serialize: () => ({}),
  }
}
