import { NewsroomError } from '../errors.ts'
import type { Act } from './act.ts'

/** "Scheduled" is derived from `releaseAt`, never a state. */
export const releaseStates = ['open', 'released'] as const
export type ReleaseState = (typeof releaseStates)[number]

export type Release = {
  id: string
  name: string
  state: ReleaseState
  version: number
  releaseAt: Date | null
  releasedAt: Date | null
}

/** The release's row, locked until the transaction ends; before its stories, always. NOT_FOUND when there is none. */
export async function lockRelease(act: Pick<Act, 'sql'>, releaseId: string): Promise<Release> {
  const [release] = await act.sql<Release>(
    `select id, name, state::text, version, "releaseAt", "releasedAt" from "Release" where id = $1 for update`,
    [releaseId],
  )
  if (!release) throw new NewsroomError('NOT_FOUND', `There is no release “${releaseId}”.`)
  return release
}

/** Of two acts on one release at once one wins, and the other is told: ARTICLE_CHANGED. Leaves the row locked. */
export async function assertReleaseVersion(act: Act, releaseId: string, version: number): Promise<Release> {
  const release = await lockRelease(act, releaseId)
  if (release.version === version) return release
  throw new NewsroomError(
    'ARTICLE_CHANGED',
    `The release “${release.name}” was changed meanwhile; you hold version ${version}, it is now at ${release.version}. ` +
      'Look again: nothing of yours was stored.',
    { version: release.version },
  )
}

/** Locks the release for a save of its name or its stories; what is scheduled or out does not change. */
export async function lockReleaseForSave(act: Act, releaseId: string, version: number): Promise<Release> {
  const release = await assertReleaseVersion(act, releaseId, version)
  assertOpen(release)
  if (release.releaseAt)
    throw new NewsroomError('WRONG_STATE', `The release “${release.name}” is scheduled. Unschedule it, then change it.`)
  return release
}

export function assertOpen({ name, state }: Release): void {
  if (state === 'open') return
  throw new NewsroomError('WRONG_STATE', `The release “${name}” is out already. Make another one.`)
}

/** What went out stays on the record. */
export function assertMayDeleteRelease(release: Release): void {
  assertOpen(release)
  if (release.releaseAt)
    throw new NewsroomError('WRONG_STATE', `The release “${release.name}” is scheduled. Unschedule it first.`)
}

/** Ids of its stories. */
export async function articlesOfRelease(act: Pick<Act, 'prisma'>, releaseId: string): Promise<string[]> {
  const articles = await act.prisma.article.findMany({
    where: { releases: { some: { id: releaseId } } },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  return articles.map(({ id }) => id)
}
