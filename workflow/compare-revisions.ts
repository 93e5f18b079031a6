import { Refusal } from '../errors.ts'
import type { Snapshot } from '../publication/snapshot.ts'
import type { Act } from './act.ts'
import { compareSnapshots, type Comparison } from './compare-snapshots.ts'
import { loadRevision } from './go-live.ts'
import { loadSnapshot } from './load-snapshot.ts'

/** A revision by its number, what editors work on, or what readers get. */
export type RevisionRef = { number: number } | { copy: 'WORKING_COPY' | 'LIVE' }

type Compared = { id: string; headline: string; liveRevision: number | null }

/** What changed from one side to the other; NOT_FOUND and WRONG_STATE where a side is not there. */
export async function compareRevisions(
  act: Pick<Act, 'prisma'>,
  story: Compared,
  { from, to }: { from: RevisionRef; to: RevisionRef },
): Promise<Comparison> {
  const older = await loadSide(act, story, from)
  return compareSnapshots(older, await loadSide(act, story, to))
}

async function loadSide(act: Pick<Act, 'prisma'>, story: Compared, side: RevisionRef): Promise<Snapshot> {
  if ('number' in side) return loadRevision(act, story.id, side.number)
  if (side.copy === 'WORKING_COPY') return loadSnapshot(act, story.id)
  if (story.liveRevision !== null) return loadRevision(act, story.id, story.liveRevision)
  throw new Refusal('WRONG_STATE', {
    en: `“${story.headline}” is not live, so there is nothing to compare with. Name a revision by its number.`,
    fr: `« ${story.headline} » n’est pas en ligne : il n’y a rien à quoi comparer. Choisissez une révision par son numéro.`,
  })
}
