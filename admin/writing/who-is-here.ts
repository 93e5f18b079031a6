import { useSyncExternalStore } from 'react'

/** Whoever this page was opened by. */
export type Here = { id: string; name: string; email: string }

/** `ended`: the session is over; `another`: somebody else has signed in at this browser since. */
export type Interruption = 'ended' | 'another' | null

type Watch = { person: Here | null; interruption: Interruption }

const place = 'bouclage.person'
const listeners = new Set<() => void>()
let watch: Watch = { person: null, interruption: null }
let waiting: (() => void)[] = []

/** Who opened this page, and what keeps them from going on. */
export const useWatch = (): Watch => useSyncExternalStore(listen, watchNow, watchNow)
export const usePersonHere = (): Here | null => useWatch().person
export const watchNow = (): Watch => watch

/** Says who opened this page; other windows of the browser hear of it. */
export function noteArrival(person: Here): void {
  change({ person, interruption: watch.interruption })
  try {
    localStorage.setItem(place, person.id)
  } catch {
    // A browser that keeps nothing tells its other windows nothing.
  }
}

/** Whoever has signed out is not asked to sign in again. */
export function noteDeparture(): void {
  change({ person: null, interruption: null })
}

/** Resolves once the same person has signed in again. */
export function untilSignedInAgain(): Promise<void> {
  change({ ...watch, interruption: watch.interruption ?? 'ended' })
  return new Promise(resolve => waiting.push(resolve))
}

/** The same person is signed in again: whatever waits goes on. */
export function goOn(): void {
  change({ ...watch, interruption: null })
  const held = waiting
  waiting = []
  held.forEach(resolve => resolve())
}

/** Follows who signs in in other windows of this browser. For an effect. */
export function followOtherWindows(): () => void {
  const hear = ({ key, newValue }: StorageEvent) => {
    if (key !== place || !newValue || !watch.person) return
    change({ ...watch, interruption: newValue === watch.person.id ? null : 'another' })
  }
  window.addEventListener('storage', hear)
  return () => window.removeEventListener('storage', hear)
}

function change(next: Watch): void {
  watch = next
  listeners.forEach(tell => tell())
}

function listen(tell: () => void) {
  listeners.add(tell)
  return () => void listeners.delete(tell)
}
