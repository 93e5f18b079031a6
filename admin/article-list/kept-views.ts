import { useState } from 'react'

/** A place of the list under a name of one's own. */
export type KeptView = { name: string; address: string }

const mostKept = 12
const longestName = 40
const placeOf = (personId: string) => `bouclage.views.${personId}`

/** The views that this person keeps, in this browser. */
export function useKeptViews(personId: string | undefined) {
  const [changed, setChanged] = useState(0)
  const kept = personId ? readKept(personId) : []
  const write = (views: KeptView[]) => {
    if (!personId) return
    try {
      localStorage.setItem(placeOf(personId), JSON.stringify(views.slice(0, mostKept)))
    } catch {
      // A browser that keeps nothing.
    }
    setChanged(changed + 1)
  }
  return {
    kept,
    keep: (name: string, address: string) =>
      write([...kept.filter(view => view.name !== name), { name: name.slice(0, longestName), address }]),
    drop: (name: string) => write(kept.filter(view => view.name !== name)),
  }
}

/** Whatever else stands there is left out of account. */
function readKept(personId: string): KeptView[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(placeOf(personId)) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isKept) : []
  } catch {
    return []
  }
}

const isKept = (value: unknown): value is KeptView =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'address' in value &&
  typeof value.name === 'string' &&
  typeof value.address === 'string' &&
  value.address.startsWith('/articles')
