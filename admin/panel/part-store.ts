import { useSyncExternalStore } from 'react'

export const partKeys = ['state', 'checklist', 'schedule', 'readers', 'versions', 'notes', 'trail', 'law'] as const
export type PartKey = (typeof partKeys)[number]

const place = 'bouclage.panel'
const listeners = new Set<() => void>()
let chosen: Partial<Record<PartKey, boolean>> | undefined

/** Whether a part of the panel is open: as this person left it in this browser, else as it begins. */
export function usePartOpen(key: PartKey, begins: boolean): [boolean, (open: boolean) => void] {
  const open = useSyncExternalStore(
    listen,
    () => now()[key] ?? begins,
    () => begins,
  )
  return [open, next => setPartOpen(key, next)]
}

/** Opens a part and brings it into view, from anywhere on the page. */
export function showPart(key: PartKey): void {
  setPartOpen(key, true)
  requestAnimationFrame(() => {
    const title = document.getElementById(idOfPart(key))
    title?.scrollIntoView({ block: 'nearest' })
    title?.focus({ preventScroll: true })
  })
}

export const idOfPart = (key: PartKey) => `panel-${key}`

function setPartOpen(key: PartKey, open: boolean): void {
  chosen = { ...now(), [key]: open }
  try {
    localStorage.setItem(place, JSON.stringify(chosen))
  } catch {
    // A browser that keeps nothing: it holds until the page is left.
  }
  listeners.forEach(tell => tell())
}

function now(): Partial<Record<PartKey, boolean>> {
  return (chosen ??= kept())
}

function kept(): Partial<Record<PartKey, boolean>> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(place) ?? '{}')
    const entries = Object.entries(stored ?? {}).filter(([, open]) => typeof open === 'boolean')
    return Object.fromEntries(entries) as Partial<Record<PartKey, boolean>> // other keys are never asked for
  } catch {
    return {}
  }
}

function listen(tell: () => void) {
  listeners.add(tell)
  return () => void listeners.delete(tell)
}
