import { useCallback, useEffect, useMemo, useState } from 'react'
import type { ListMeta } from '@keystone-6/core/types'
import { differingKeys, isRecord, isSame, onTopOf, type FormValue } from './form-value.ts'
import type { Kept, KeptWork, Place } from './kept-work.ts'
import { useKeptWork } from './use-kept-work.ts'
import { usePersonHere } from './who-is-here.ts'
import { nameWindow } from './name-window.ts'

/** A form of Keystone's; `ground` is what it opened with. Work is kept of stories alone. */
export type Form = { list: ListMeta; itemId: string; ground: FormValue; value: FormValue; isSaved?: boolean }

/** What this window calls itself, and what this person left in windows that are gone and the story does not say. */
export function useKeptForm({ list, itemId, ground, value, isSaved = false }: Form) {
  const [window] = useState(nameWindow)
  const personId = usePersonHere()?.id
  const listKey = list.key
  const place = useMemo<Place | null>(
    () => (personId && listKey === 'Article' ? { personId, listKey, itemId, window } : null),
    [personId, listKey, itemId, window],
  )
  const { kept, add, ...acts } = useKeptWork(place, {
    value: isSaved ? 'saved' : value,
    unsaved: () => (isSaved ? null : unsavedOf(list, ground, value)),
  })
  const isSaid = ({ work }: Kept) => Object.entries(work.fields).every(([key, { mine }]) => isSame(mine, ground[key]))
  const offered = kept.filter(one => !isSaid(one))
  const { discard } = acts
  // Saved, and the browser broke down before it could forget it.
  const said = kept.find(isSaid)?.key
  useEffect(() => {
    if (said) discard(said)
  }, [said, discard])
  const leave = (stored: FormValue, chosen: FormValue) => {
    const work = unsavedOf(list, stored, chosen)
    if (work) add(work)
  }
  return { window, offered, leave, ...acts }
}

export type KeptForm = ReturnType<typeof useKeptForm>

/** What was typed and not saved; null where the form says what is stored. */
export function unsavedOf(list: ListMeta, ground: FormValue, value: FormValue): KeptWork | null {
  const keys = differingKeys(list.fields, ground, value)
  if (keys.length === 0) return null
  const fields = Object.fromEntries(keys.map(key => [key, { base: ground[key], mine: value[key] }]))
  return { at: new Date().toISOString(), headline: headlineOf(value), fields }
}

/** The two sides of kept work as whole forms, on the ground of what the form says now. */
export function sidesOf({ work }: Kept, now: FormValue): { base: FormValue; mine: FormValue; theirs: FormValue } {
  const side = (which: 'base' | 'mine') =>
    Object.fromEntries(Object.entries(work.fields).map(([key, kept]) => [key, onTopOf(now[key], kept[which])]))
  return { base: { ...now, ...side('base') }, mine: { ...now, ...side('mine') }, theirs: now }
}

function headlineOf({ headline }: FormValue): string {
  const inner = isRecord(headline) ? headline['inner'] : null
  return isRecord(inner) && typeof inner['value'] === 'string' ? inner['value'] : ''
}

export const useHoldsUnsavedWork = ({ list, ground, value, isSaved }: Omit<Form, 'itemId'>) =>
  useCallback(
    () => !isSaved && value !== ground && differingKeys(list.fields, ground, value).length > 0,
    [list, ground, value, isSaved],
  )
