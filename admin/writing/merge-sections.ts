import isDeepEqual from 'fast-deep-equal'
import { inputOf, type SectionDraft, type SectionDrafts } from '../sections/section-draft.ts'

export type ChangedBy = 'nobody' | 'me' | 'them' | 'both'
export type Choice = 'mine' | 'theirs' | 'both'

/** One section as it was, as I have it, and as it is stored; null where it does not stand. */
export type SectionRow = {
  key: string
  base: SectionDraft | null
  mine: SectionDraft | null
  theirs: SectionDraft | null
  changedBy: ChangedBy
  choice: Choice | null
}

export type Three<Value> = { base: Value; mine: Value; theirs: Value }
export type SectionMerge = { rows: SectionRow[]; order: { changedBy: ChangedBy; choice: 'mine' | 'theirs' | null } } & {
  sides: Three<SectionDrafts>
}

/** Whose change it was, and so what is taken unless somebody says otherwise; null where a person has to choose. */
export function whoseChange(
  byMe: boolean,
  byThem: boolean,
): { changedBy: ChangedBy; choice: 'mine' | 'theirs' | null } {
  if (byMe && byThem) return { changedBy: 'both', choice: null }
  if (byMe) return { changedBy: 'me', choice: 'mine' }
  return { changedBy: byThem ? 'them' : 'nobody', choice: 'theirs' }
}

/** What two people made of the same sections, each row with what to take of it. Pure. */
export function mergeSections(given: Three<SectionDrafts>): SectionMerge {
  const sides = { ...given, mine: withStoredIds(given) }
  const [base, mine, theirs] = [byKey(sides.base), byKey(sides.mine), byKey(sides.theirs)]
  const rows = keysInOrder(sides.theirs, sides.mine).map(key => {
    const row = { base: base.get(key) ?? null, mine: mine.get(key) ?? null, theirs: theirs.get(key) ?? null }
    return { key, ...row, ...changeOf(row) }
  })
  return { sides, rows, order: orderOf(sides) }
}

/** Whether both sides say the same, whatever their sections are called in the database. */
export const saySame = ({ rows, order }: SectionMerge): boolean =>
  order.changedBy === 'nobody' && rows.every(({ changedBy }) => changedBy === 'nobody')

/** The sections that were chosen, in the order that was chosen. What is not stored any more is new to the database. */
export function composeSections({ rows, order, sides }: SectionMerge): SectionDrafts {
  const stored = new Set(sides.theirs.flatMap(({ id }) => id ?? []))
  const byRow = new Map(rows.map(row => [row.key, row]))
  const [first, second] = order.choice === 'mine' ? [sides.mine, sides.theirs] : [sides.theirs, sides.mine]
  return keysInOrder(first, second)
    .flatMap(key => chosenOf(byRow.get(key)))
    .map(section => (section.id && !stored.has(section.id) ? { ...section, id: null } : section))
}

function chosenOf(row: SectionRow | undefined): SectionDraft[] {
  if (!row) return []
  const { mine, theirs, choice } = row
  if (choice !== 'both') return [choice === 'mine' ? mine : theirs].filter(section => section !== null)
  if (!mine || !theirs) return [mine ?? theirs].filter(section => section !== null)
  return [theirs, { ...mine, key: `${mine.key}-mine`, id: null }]
}

function changeOf({ base, mine, theirs }: Three<SectionDraft | null>) {
  if (same(mine, theirs)) return whoseChange(false, false)
  return whoseChange(!same(base, mine), !same(base, theirs))
}

function orderOf({ base, mine, theirs }: Three<SectionDrafts>): SectionMerge['order'] {
  const common = (sections: SectionDrafts, ...others: SectionDrafts[]) => {
    const known = others.map(other => new Set(other.map(keyOf)))
    return sections.map(keyOf).filter(key => known.every(keys => keys.has(key)))
  }
  if (isDeepEqual(common(mine, theirs), common(theirs, mine))) return whoseChange(false, false)
  return whoseChange(
    !isDeepEqual(common(base, mine, theirs), common(mine, base, theirs)),
    !isDeepEqual(common(base, mine, theirs), common(theirs, base, mine)),
  )
}

/** A save whose answer was lost has stored my new sections: they are those with the same content. */
function withStoredIds({ base, mine, theirs }: Three<SectionDrafts>): SectionDrafts {
  const known = new Set(base.map(keyOf))
  const added = theirs.filter(section => !known.has(keyOf(section)))
  return mine.map(section => {
    if (section.id) return section
    const index = added.findIndex(other => same({ ...other, id: null }, section))
    const [found] = index < 0 ? [] : added.splice(index, 1)
    return found ?? section
  })
}

/** The keys of `first`; those that only `second` has stand after what they stand after there. */
function keysInOrder(first: SectionDrafts, second: SectionDrafts): string[] {
  const keys = first.map(keyOf)
  const known = new Set(keys)
  second.map(keyOf).forEach((key, index, all) => {
    if (known.has(key)) return
    const before = all.slice(0, index).findLast(other => keys.includes(other))
    keys.splice(before === undefined ? 0 : keys.indexOf(before) + 1, 0, key)
  })
  return keys
}

const keyOf = ({ id, key }: SectionDraft): string => id ?? key
const byKey = (sections: SectionDrafts) => new Map(sections.map(section => [keyOf(section), section]))
const same = (one: SectionDraft | null, other: SectionDraft | null) =>
  isDeepEqual(one && inputOf(one), other && inputOf(other))
