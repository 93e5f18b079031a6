import type { SectionDraft, SectionDrafts } from './section-draft.ts'

/** A section that was deleted on this page, and after which of its neighbours it stood; null at the beginning. */
export type RemovedSection = { section: SectionDraft; after: string | null }

export type Row = { section: SectionDraft; isRemoved: boolean }

export function insertAt(sections: SectionDrafts, index: number, section: SectionDraft): SectionDrafts {
  return [...sections.slice(0, index), section, ...sections.slice(index)]
}

export function replaceSection(sections: SectionDrafts, changed: SectionDraft): SectionDrafts {
  return sections.map(section => (section.key === changed.key ? changed : section))
}

/** The list with one section `by` places further down, or up where it is negative; at either end nothing moves. */
export function moveSection(sections: SectionDrafts, key: string, by: number): SectionDrafts {
  const from = sections.findIndex(section => section.key === key)
  const moved = sections[from]
  const to = from + by
  if (!moved || by === 0 || to < 0 || to >= sections.length) return sections
  return insertAt(
    sections.filter(section => section.key !== key),
    to,
    moved,
  )
}

/** Where another section stands: before it, after it, or in its place, as the others close up. */
export type PlaceOf = { key: string; side: 'before' | 'after' | 'inPlace' }

/** The list with one section where another stands. */
export function placeSection(sections: SectionDrafts, key: string, at: PlaceOf): SectionDrafts {
  const from = sections.findIndex(section => section.key === key)
  const target = sections.findIndex(section => section.key === at.key)
  if (from < 0 || target < 0 || from === target) return sections
  const isBelow = from < target
  const to = { before: isBelow ? target - 1 : target, after: isBelow ? target : target + 1, inPlace: target }[at.side]
  return moveSection(sections, key, to - from)
}

/** The list with new sections after one of them. */
export function insertAfter(sections: SectionDrafts, key: string, added: SectionDrafts): SectionDrafts {
  const index = sections.findIndex(section => section.key === key)
  return index < 0 ? sections : [...sections.slice(0, index + 1), ...added, ...sections.slice(index + 1)]
}

/** The list with a copy after the original; the copy is new to the database. */
export function duplicateSection(sections: SectionDrafts, key: string, copyKey: string): SectionDrafts {
  const index = sections.findIndex(section => section.key === key)
  const original = sections[index]
  return original ? insertAt(sections, index + 1, { ...original, key: copyKey, id: null }) : sections
}

/** Sections in their order, with those that were deleted where they stood: each follows its neighbour, deleted or not. */
export function rowsOf(sections: SectionDrafts, removed: readonly RemovedSection[]): Row[] {
  const removedAfter = (key: string | null): Row[] =>
    removed
      .filter(({ after }) => after === key)
      .flatMap(({ section }) => [{ section, isRemoved: true }, ...removedAfter(section.key)])
  const present = sections.flatMap(section => [{ section, isRemoved: false }, ...removedAfter(section.key)])
  return [...removedAfter(null), ...present]
}

/** What to remember of a section that is about to be deleted. */
export function rememberRemoved(
  sections: SectionDrafts,
  removed: readonly RemovedSection[],
  key: string,
): readonly RemovedSection[] {
  const rows = rowsOf(sections, removed)
  const index = rows.findIndex(row => row.section.key === key)
  const row = rows[index]
  return row ? [...removed, { section: row.section, after: rows[index - 1]?.section.key ?? null }] : removed
}

/** The list with a deleted section back in its place. */
export function restoreSection(
  sections: SectionDrafts,
  removed: readonly RemovedSection[],
  key: string,
): SectionDrafts {
  return rowsOf(sections, removed)
    .filter(row => !row.isRemoved || row.section.key === key)
    .map(row => row.section)
}
