import equal from 'fast-deep-equal'

/** Columns that a save writes by itself. */
const keptByItself = new Set(['updatedAt', 'version'])

/** “Changed: altText, caption.” for two states of a row, or null where nothing of it differs; never a value. */
export function nameChanges(before: object, after: object): string | null {
  const old = new Map(Object.entries(before))
  const changed = Object.entries(after)
    .filter(([name, value]) => !keptByItself.has(name) && !equal(old.get(name), value))
    .map(([name]) => name)
  return changed.length === 0 ? null : `Changed: ${changed.join(', ')}.`
}
