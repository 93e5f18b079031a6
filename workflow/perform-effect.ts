import { endPublication } from '../publication/end-publication.ts'
import { recordChange } from '../publication/record-change.ts'
import type { Act } from './act.ts'
import { assertChecklist } from './assert-checklist.ts'
import { databaseTime } from './database-time.ts'
import { goLive, nothingApproved, type Live } from './go-live.ts'
import type { Answers } from './perform-transition.ts'
import { revokePreviewLinksOf } from './revoke-preview-links.ts'
import { schedulePublication } from './schedule-publication.ts'
import { unscheduled, type ScheduleColumns } from './schedule-state.ts'
import type { Story } from './story.ts'
import type { Effect, Transition, TransitionName } from './transitions.ts'

export type EffectCase = {
  story: Story
  name: TransitionName
  transition: Transition
  /** The revision that holds the working copy now. */
  revision: number
  asked: Answers
  /** See `Move`. */
  liveFrom?: Date
}

/** Columns of the article's row that the move writes besides state and version, and what delivery is told. */
export type EffectResult = {
  columns: Partial<Omit<Story, 'id' | 'state' | 'version' | 'headline' | 'authorId'> & ScheduleColumns>
  /** The revision that the audit entry names, where it is not the working copy's. */
  revision?: number
  /** Runs after the audit entry, under the ledger's lock. */
  announce?: () => Promise<unknown>
}

const withdrawn = { approvedRevision: null, ...unscheduled }

/** One function for each effect of the table. */
const effects: Record<Effect, (act: Act, effectCase: EffectCase) => Promise<EffectResult>> = {
  none: async () => ({ columns: {} }),
  withdrawApproval: async () => ({ columns: withdrawn }),
  pinRevision: async (_act, { revision }) => ({ columns: { approvedRevision: revision, contributors: [] } }),
  async goLive(act, effectCase) {
    const revision = assertApproved(effectCase.story)
    return liveResult(effectCase, await goLive(act, { ...effectCase, revision }))
  },
  async pinAndGoLive(act, effectCase) {
    const result = liveResult(effectCase, await goLive(act, effectCase))
    return { ...result, columns: { ...result.columns, approvedRevision: effectCase.revision, contributors: [] } }
  },
  async schedule(act, effectCase) {
    return schedulePublication(act, { ...effectCase, revision: assertApproved(effectCase.story) })
  },
  unschedule: async () => ({ columns: unscheduled }),
  async leaveLive(act, { story }) {
    return leaving(act, story, { by: 'unpublished', note: null, columns: {} })
  },
  async kill(act, { story, asked }) {
    await revokePreviewLinksOf(act, story.id)
    return leaving(act, story, {
      by: 'killed',
      note: asked.note ?? null,
      columns: { killedAt: await databaseTime(act) },
    })
  },
  reinstate: async () => ({ columns: { ...withdrawn, killedAt: null } }),
  archive: async act => ({ columns: { ...withdrawn, archivedAt: await databaseTime(act) } }),
  restore: async () => ({ columns: { archivedAt: null } }),
  async trash(act, { story }) {
    await revokePreviewLinksOf(act, story.id)
    return { columns: { ...withdrawn, trashedAt: await databaseTime(act) } }
  },
  untrash: async () => ({ columns: { trashedAt: null } }),
}

/** The checklist where the table asks for it, then the move's effect. */
export async function performEffect(act: Act, effectCase: EffectCase): Promise<EffectResult> {
  const { transition, story, revision, asked } = effectCase
  if (transition.checklist) {
    const checked = transition.effect === 'schedule' ? assertApproved(story) : revision
    await assertChecklist(act, story, checked, asked.override ?? null)
  }
  return effects[transition.effect](act, effectCase)
}

/** The approved revision; NOTHING_APPROVED where there is none. */
export function assertApproved({ approvedRevision, headline }: Story): number {
  if (approvedRevision !== null) return approvedRevision
  throw nothingApproved(headline)
}

function liveResult({ story }: EffectCase, live: Live): EffectResult {
  const firstPublished = story.firstPublished ?? live.firstPublished
  return {
    columns: { liveRevision: live.revision, firstPublished, ...unscheduled },
    revision: live.revision,
    announce: live.announce,
  }
}

type Leaving = { by: 'unpublished' | 'killed'; note: string | null; columns: EffectResult['columns'] }

async function leaving(act: Act, story: Story, { by, note, columns }: Leaving): Promise<EffectResult> {
  const ended = await endPublication(act.sql, { articleId: story.id, by, note })
  const kind = by === 'killed' ? 'kill' : 'unpublish'
  return {
    columns: { ...withdrawn, unpublishAt: null, ...columns, liveRevision: null },
    announce: async () => ended && recordChange(act.sql, { kind, articleId: story.id, ...ended }),
  }
}
