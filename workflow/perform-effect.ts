import { NewsroomError } from '../errors.ts'
import { endPublication } from '../publication/end-publication.ts'
import { recordChange } from '../publication/record-change.ts'
import type { Act } from './act.ts'
import { assertChecklist } from './assert-checklist.ts'
import { databaseTime } from './database-time.ts'
import { goLive, type Live } from './go-live.ts'
import type { Answers } from './perform-transition.ts'
import type { Story } from './story.ts'
import type { Effect, Transition, TransitionName } from './transitions.ts'

export type EffectCase = {
  story: Story
  name: TransitionName
  transition: Transition
  /** The revision that holds the working copy now. */
  revision: number
  asked: Answers
}

/** Columns of the article's row that the move writes besides state and version, and what delivery is told. */
export type EffectResult = {
  columns: Partial<Omit<Story, 'id' | 'state' | 'version' | 'headline' | 'authorId'>>
  /** The revision that the audit entry names, where it is not the working copy's. */
  revision?: number
  /** Runs after the audit entry, under the ledger's lock. */
  announce?: () => Promise<unknown>
}

const withdrawn = { approvedRevision: null, publishAt: null }

/** One function for each effect of the table. */
const effects: Record<Effect, (act: Act, effectCase: EffectCase) => Promise<EffectResult>> = {
  none: async () => ({ columns: {} }),
  withdrawApproval: async () => ({ columns: withdrawn }),
  pinRevision: async (_act, { revision }) => ({ columns: { approvedRevision: revision, contributors: [] } }),
  async goLive(act, effectCase) {
    const { approvedRevision, headline } = effectCase.story
    if (approvedRevision === null)
      throw new NewsroomError('NOTHING_APPROVED', `“${headline}” has no approved revision. Have it approved first.`)
    return liveResult(effectCase, await goLive(act, { ...effectCase, revision: approvedRevision }))
  },
  async pinAndGoLive(act, effectCase) {
    const result = liveResult(effectCase, await goLive(act, effectCase))
    return { ...result, columns: { ...result.columns, approvedRevision: effectCase.revision, contributors: [] } }
  },
  async leaveLive(act, { story }) {
    return leaving(act, story, { by: 'unpublished', note: null, columns: {} })
  },
  async kill(act, { story, asked }) {
    return leaving(act, story, {
      by: 'killed',
      note: asked.note ?? null,
      columns: { killedAt: await databaseTime(act) },
    })
  },
  reinstate: async () => ({ columns: { ...withdrawn, killedAt: null } }),
  archive: async act => ({ columns: { ...withdrawn, archivedAt: await databaseTime(act) } }),
  restore: async () => ({ columns: { archivedAt: null } }),
  trash: async act => ({ columns: { ...withdrawn, trashedAt: await databaseTime(act) } }),
  untrash: async () => ({ columns: { trashedAt: null } }),
}

/** The checklist where the table asks for it, then the move's effect. */
export async function performEffect(act: Act, effectCase: EffectCase): Promise<EffectResult> {
  if (effectCase.transition.checklist)
    await assertChecklist(act, effectCase.story, effectCase.revision, effectCase.asked.override ?? null)
  return effects[effectCase.transition.effect](act, effectCase)
}

function liveResult({ story }: EffectCase, live: Live): EffectResult {
  const firstPublished = story.firstPublished ?? live.firstPublished
  return {
    columns: { liveRevision: live.revision, firstPublished, publishAt: null },
    revision: live.revision,
    announce: live.announce,
  }
}

type Leaving = { by: 'unpublished' | 'killed'; note: string | null; columns: EffectResult['columns'] }

async function leaving(act: Act, story: Story, { by, note, columns }: Leaving): Promise<EffectResult> {
  const ended = await endPublication(act.sql, { articleId: story.id, by, note })
  const kind = by === 'killed' ? 'kill' : 'unpublish'
  return {
    columns: { ...withdrawn, ...columns, liveRevision: null },
    announce: async () => ended && recordChange(act.sql, { kind, articleId: story.id, ...ended }),
  }
}
