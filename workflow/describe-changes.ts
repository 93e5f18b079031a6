import { NewsroomError } from '../errors.ts'
import type { Act } from './act.ts'
import { boundComparison, type BoundedComparison } from './bound-comparison.ts'
import { compareSnapshots } from './compare-snapshots.ts'
import { loadRevision } from './go-live.ts'
import type { Story } from './story.ts'

/** `from` and `to` are numbers of revisions: the one that the caller started from, and the newest. */
export type Changes = { from: number; to: number } & BoundedComparison

/**
 * What others changed of a story's content since this version, so that it can be merged. Null where its content is the
 * same (a move, or desk data), where the version is not known, and where the content was erased.
 */
export async function describeChanges(
  act: Pick<Act, 'prisma' | 'sql'>,
  { id, newestRevision: to }: Story,
  version: number,
): Promise<Changes | null> {
  const [held] = await act.sql<{ number: number | null }>(
    `select max(number) as number from "Revision" where "articleId" = $1 and version <= $2::int`,
    [id, version],
  )
  const from = held?.number ?? to
  if (from === to) return null
  try {
    const [before, after] = [await loadRevision(act, id, from), await loadRevision(act, id, to)]
    return { from, to, ...boundComparison(compareSnapshots(before, after)) }
  } catch (error) {
    // Erased: there is nothing to merge with.
    if (error instanceof NewsroomError) return null
    throw error
  }
}
