import isDeepEqual from 'fast-deep-equal'
import type { FieldMeta } from '@keystone-6/core/types'
import { inputOf, type SectionDraft, type SectionDrafts } from '../sections/section-draft.ts'

/** A form of Keystone's: each field's value as the field's own view keeps it. */
export type FormValue = Record<string, unknown>
export type Fields = Record<string, FieldMeta>

/** The fields that a person may type into, as far as the list alone can tell. */
export function writableKeys(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([key, { itemView }]) => {
    const { fieldMode } = itemView
    return fieldMode === 'read' || fieldMode === 'hidden' ? [] : key
  })
}

/** The fields that say something else in the one form than in the other. */
export function differingKeys(fields: Fields, one: FormValue, other: FormValue): string[] {
  return writableKeys(fields).filter(key => one[key] !== other[key] && !isSame(one[key], other[key]))
}

export const isSame = (one: unknown, other: unknown): boolean => isDeepEqual(essenceOf(one), essenceOf(other))

/** What a value says, without what its view keeps besides: where it started from, names that are shown. */
export function essenceOf(value: unknown): unknown {
  if (isSections(value)) return value.map(inputOf)
  if (!isRecord(value)) return value ?? null
  const { initial: _initial, initialValue: _initialValue, kind, id: _id, ...said } = value
  if (kind === 'null') return null
  return Object.fromEntries(
    Object.entries(said).map(([key, part]) => [key, isRecord(part) ? partOf(part) : idsOf(part)]),
  )
}

function partOf(part: Record<string, unknown>): unknown {
  if (part['kind'] === 'null') return null
  return 'id' in part ? part['id'] : part
}

const idsOf = (part: unknown): unknown =>
  Array.isArray(part) ? part.map((one: unknown) => (isRecord(one) && 'id' in one ? one['id'] : one)) : part

/** `mine` as if it had been typed into a form that opened with `stored`. */
export function onTopOf(stored: unknown, mine: unknown): unknown {
  if (!isRecord(stored) || !isRecord(mine)) return mine
  const ground = ['kind', 'id', 'initial', 'initialValue'].filter(key => key in stored)
  return { ...mine, ...Object.fromEntries(ground.map(key => [key, stored[key]])) }
}

export const isSections = (value: unknown): value is SectionDrafts =>
  Array.isArray(value) && value.every(one => isRecord(one) && 'key' in one && 'body' in one)

/** The rows of a relation to many, as Keystone's view keeps them. */
export function linksIn(value: unknown): { id: string; label: string }[] | null {
  if (!isRecord(value) || !Array.isArray(value['value'])) return null
  const links: unknown[] = value['value']
  return links.every(isLink) ? links : null
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isLink = (value: unknown): value is { id: string; label: string } =>
  isRecord(value) && typeof value['id'] === 'string' && typeof value['label'] === 'string'

export type { SectionDraft, SectionDrafts }
