import type { Act } from './act.ts'
import { recordAudit } from './record-audit.ts'

/** What the desk keeps about a story besides its content, as its row has it. */
export type DeskData = {
  id: string
  authorId: string | null
  urgency: number | null
  edNote: string
  embargoedUntil: Date | null
  unpublishAt: Date | null
}

/**
 * Puts on record which desk data a save changed, from what to what, as JSON. Of the note only its length: the trail is
 * for ever, and a note may have to be erased.
 */
export async function recordDeskChange(act: Act, before: DeskData, after: DeskData): Promise<void> {
  const [from, to] = [describe(before), describe(after)]
  const changed = deskFields.filter(field => before[field]?.valueOf() !== after[field]?.valueOf())
  if (changed.length === 0) return
  const only = (values: Record<string, unknown>) =>
    JSON.stringify(Object.fromEntries(changed.map(field => [field, values[field]])))
  await recordAudit(act, {
    action: 'article.desk',
    subject: `article:${after.id}`,
    from: only(from),
    to: only(to),
    reason: `Changed: ${changed.join(', ')}.`,
  })
}

const deskFields = ['authorId', 'urgency', 'edNote', 'embargoedUntil', 'unpublishAt'] as const

function describe({ authorId, urgency, edNote, embargoedUntil, unpublishAt }: DeskData): Record<string, unknown> {
  return { authorId, urgency, edNote: `${edNote.length} characters`, embargoedUntil, unpublishAt }
}
