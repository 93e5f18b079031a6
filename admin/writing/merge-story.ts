import type { SectionDrafts } from '../sections/section-draft.ts'
import { isSame, isSections, linksIn, onTopOf, writableKeys, type Fields, type FormValue } from './form-value.ts'
import {
  composeSections,
  mergeSections,
  saySame,
  whoseChange,
  type ChangedBy,
  type Choice,
  type SectionMerge,
  type Three,
} from './merge-sections.ts'

/** A field that says something else on the two sides. */
export type FieldRow = Three<unknown> & { key: string; label: string; changedBy: ChangedBy; choice: Choice | null }

export type StoryMerge = Three<FormValue> & { fields: FieldRow[]; sections: SectionMerge | null }

const sectionsKey = 'sections'

/** What I typed and what is stored, both made of `base`, field by field and section by section. Pure. */
export function mergeStory(fields: Fields, sides: Three<FormValue>): StoryMerge {
  const differing = writableKeys(fields).filter(key => !isSame(sides.mine[key], sides.theirs[key]))
  const rows = differing.filter(key => key !== sectionsKey).map(key => fieldRow(key, fields[key]?.label ?? key, sides))
  const three = { base: sectionsIn(sides.base), mine: sectionsIn(sides.mine), theirs: sectionsIn(sides.theirs) }
  const sections = differing.includes(sectionsKey) ? mergeSections(three) : null
  return { ...sides, fields: rows, sections: sections && !saySame(sections) ? sections : null }
}

function fieldRow(key: string, label: string, sides: Three<FormValue>): FieldRow {
  const [base, mine, theirs] = [sides.base[key], sides.mine[key], sides.theirs[key]]
  const { changedBy, choice } = whoseChange(!isSame(base, mine), !isSame(base, theirs))
  // Links that two people added or took away do not stand in each other's way.
  return { key, label, base, mine, theirs, changedBy, choice: choice ?? (linksIn(mine) ? 'both' : null) }
}

/** How many differences a person still has to decide. */
export function undecided({ fields, sections }: StoryMerge): number {
  const rows = [...fields, ...(sections ? [...sections.rows, sections.order] : [])]
  return rows.filter(({ choice }) => choice === null).length
}

/** The form as it was chosen, on top of what is stored. */
export function composeStory({ fields, sections, theirs }: StoryMerge): FormValue {
  const chosen = fields.map(row => [row.key, chosenOf(row)] as const)
  return { ...theirs, ...Object.fromEntries(chosen), ...(sections && { [sectionsKey]: composeSections(sections) }) }
}

function chosenOf({ base, mine, theirs, choice }: FieldRow): unknown {
  if (choice === 'mine') return onTopOf(theirs, mine)
  return choice === 'both' ? allLinks({ base, mine, theirs }) : theirs
}

/** Theirs, with what I added and without what I took away. */
function allLinks({ base, mine, theirs }: Three<unknown>): unknown {
  const [before, own, stored] = [linksIn(base) ?? [], linksIn(mine) ?? [], linksIn(theirs) ?? []]
  const has = (links: { id: string }[], id: string) => links.some(link => link.id === id)
  const kept = stored.filter(({ id }) => has(own, id) || !has(before, id))
  const added = own.filter(({ id }) => !has(before, id) && !has(stored, id))
  return { ...(theirs as object), value: [...kept, ...added] } // linksIn found links in it
}

/** The same merge with one answer for everything that differs. */
export function decideAll(merge: StoryMerge, choice: 'mine' | 'theirs'): StoryMerge {
  const { fields, sections } = merge
  return {
    ...merge,
    fields: fields.map(row => ({ ...row, choice })),
    sections: sections && {
      ...sections,
      rows: sections.rows.map(row => ({ ...row, choice: row.changedBy === 'nobody' ? row.choice : choice })),
      order: { ...sections.order, choice: sections.order.changedBy === 'nobody' ? sections.order.choice : choice },
    },
  }
}

export function decideField(merge: StoryMerge, key: string, choice: Choice): StoryMerge {
  return { ...merge, fields: merge.fields.map(row => (row.key === key ? { ...row, choice } : row)) }
}

export function decideSection(merge: StoryMerge, key: string, choice: Choice): StoryMerge {
  const { sections } = merge
  if (!sections) return merge
  return {
    ...merge,
    sections: { ...sections, rows: sections.rows.map(row => (row.key === key ? { ...row, choice } : row)) },
  }
}

export function decideOrder(merge: StoryMerge, choice: 'mine' | 'theirs'): StoryMerge {
  const { sections } = merge
  return sections ? { ...merge, sections: { ...sections, order: { ...sections.order, choice } } } : merge
}

const sectionsIn = (value: unknown): SectionDrafts =>
  typeof value === 'object' && value !== null && sectionsKey in value && isSections(value[sectionsKey])
    ? value[sectionsKey]
    : []
