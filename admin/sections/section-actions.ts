import type { PasteOutcome } from '../paste/paste-into.ts'
import type { PlaceOf } from './change-sections.ts'
import type { SectionDraft } from './section-draft.ts'

/** What can be done with a section; the same object as long as the page lives. */
export type SectionActions = {
  change: (section: SectionDraft) => void
  move: (section: SectionDraft, by: number) => void
  /** Puts the section with this key where another stands. */
  place: (key: string, at: PlaceOf) => void
  duplicate: (section: SectionDraft) => void
  remove: (section: SectionDraft) => void
  toggle: (section: SectionDraft) => void
  /** Adds what was pasted into the section with this key, and begins sections of its own. */
  take: (key: string, outcome: PasteOutcome) => void
}
