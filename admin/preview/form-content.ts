import type { FieldMeta } from '@keystone-6/core/types'

/** The fields of the form that readers get to see something of. */
const shownFields = [
  ...['headline', 'description', 'byline', 'language', 'sections', 'tags', 'relatedArticles'],
  ...['image', 'imageAltText', 'imageCaption', 'version'],
]

/** What stands in the form now, as it would be sent to be saved. */
export function contentOfForm(
  fields: Readonly<Record<string, FieldMeta>>,
  formValue: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const parts = shownFields.map(key => fields[key]?.controller.serialize(formValue[key]))
  return Object.assign({}, ...parts) as Record<string, unknown>
}
