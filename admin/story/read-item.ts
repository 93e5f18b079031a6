/** A value of the article form as its own field keeps it: integers and timestamps wrap it, virtual fields do not. */
export function valueIn(itemValue: unknown, fieldKey: string): unknown {
  if (typeof itemValue !== 'object' || itemValue === null) return null
  const field: unknown = (itemValue as Record<string, unknown>)[fieldKey] // any field's form value
  return typeof field === 'object' && field !== null && 'value' in field ? field.value : (field ?? null)
}

export function numberIn(itemValue: unknown, fieldKey: string): number | null {
  const value = valueIn(itemValue, fieldKey)
  return typeof value === 'number' ? value : null
}

export function textIn(itemValue: unknown, fieldKey: string): string | null {
  const value = valueIn(itemValue, fieldKey)
  return typeof value === 'string' ? value : null
}

/** Times are kept as ISO texts. */
export const timeIn = textIn
