import { createStore, delMany, entries, set, type UseStore } from 'idb-keyval'

/** Fields that were changed in a form and not saved, with what each said when the form opened. */
export type KeptWork = {
  /** When it was typed. */
  at: string
  headline: string
  fields: Record<string, { base: unknown; mine: unknown }>
}

/** Whose work it is, on what, and in which window: nobody else is ever asked for it. */
export type Place = { personId: string; listKey: string; itemId: string; window: string }
export type Kept = { key: string; work: KeptWork }

const mostPlaces = 50
const keptForDays = 30

let opened: UseStore | undefined
let keeps = true
const flushes = new Set<() => Promise<void>>()

export const keyOf = ({ personId, listKey, itemId, window }: Place) => [personId, listKey, itemId, window].join('/')

/** Keeps the work of this window, in the place of what it kept before. */
export async function keepWork(place: Place, work: KeptWork): Promise<void> {
  if (keeps) await set(keyOf(place), work, store())
}

export const forgetWork = (place: Place): Promise<void> => forgetKept([keyOf(place)])

export const forgetKept = (keys: string[]): Promise<void> => delMany(keys, store())

/** What this person left on this story in windows that are gone, the newest first. */
export async function findKept(place: Place): Promise<Kept[]> {
  const { personId, listKey, itemId } = place
  const open = await openWindows()
  const all = await keptOf(personId)
  await forgetOld(all)
  return all.filter(
    ({ key }) => key.startsWith(`${personId}/${listKey}/${itemId}/`) && key !== keyOf(place) && !open.has(key),
  )
}

/** Whether this person has anything here that is not saved. */
export const holdsWorkOf = async (personId: string): Promise<boolean> => (await keptOf(personId)).length > 0

/** For a page that is about to go. */
export function keepNothingMore(): void {
  keeps = false
}

/** For whoever signs out: the next person at this machine finds nothing, not even with tools. */
export async function forgetWorkOf(personId: string): Promise<void> {
  await forgetKept((await keptOf(personId)).map(({ key }) => key))
}

/** Tells other windows that this one is open, so that its work is not offered there; answers how to take that back. */
export function holdWindow(place: Place): () => void {
  let release = () => {}
  // A browser gives these locks to https and localhost only; elsewhere work of an open window may be offered too.
  void navigator.locks?.request(keyOf(place), () => new Promise<void>(resolve => (release = resolve)))
  return () => release()
}

/** Keeps at once what every open form holds; before the page is left. */
export async function keepAllNow(): Promise<void> {
  await Promise.all([...flushes].map(flush => flush().catch(() => {})))
}

export function onKeepNow(flush: () => Promise<void>): () => void {
  flushes.add(flush)
  return () => void flushes.delete(flush)
}

async function keptOf(personId: string): Promise<Kept[]> {
  const all = await entries<string, KeptWork>(store())
  return all
    .filter(([key]) => key.startsWith(`${personId}/`))
    .map(([key, work]) => ({ key, work }))
    .toSorted((one, other) => other.work.at.localeCompare(one.work.at))
}

async function forgetOld(all: Kept[]): Promise<void> {
  const since = new Date(Date.now() - keptForDays * 86_400_000).toISOString()
  const old = all.filter(({ work }, index) => index >= mostPlaces || work.at < since)
  if (old.length > 0) await forgetKept(old.map(({ key }) => key))
}

async function openWindows(): Promise<Set<string>> {
  const held = (await navigator.locks?.query())?.held ?? []
  return new Set(held.flatMap(({ name }) => name ?? []))
}

const store = (): UseStore => (opened ??= createStore('bouclage', 'unsaved-work'))
