import { Refusal } from '../errors.ts'
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
  if (!release)
    throw new Refusal('NOT_FOUND', {
      en: `There is no release “${releaseId}”.`,
      fr: `Il n’y a pas de parution groupée « ${releaseId} ».`,
    })
  return release
}

/** Of two acts on one release at once one wins, and the other is told: ARTICLE_CHANGED. Leaves the row locked. */
export async function assertReleaseVersion(act: Act, releaseId: string, version: number): Promise<Release> {
  const release = await lockRelease(act, releaseId)
  if (release.version === version) return release
  throw new Refusal(
    'ARTICLE_CHANGED',
    {
      en:
        `The release “${release.name}” was changed meanwhile; you hold version ${version}, it is now at ${release.version}. ` +
        'Look again: nothing of yours was stored.',
      fr:
        `La parution groupée « ${release.name} » a été modifiée entre-temps ; vous avez la version ${version}, elle en est à la ` +
        `${release.version}. Regardez-la de nouveau : rien de votre travail n’a été enregistré.`,
    },
    { version: release.version },
  )
}

/** Locks the release for a save of its name or its stories; what is scheduled or out does not change. */
export async function lockReleaseForSave(act: Act, releaseId: string, version: number): Promise<Release> {
  const release = await assertReleaseVersion(act, releaseId, version)
  assertOpen(release)
  if (release.releaseAt)
    throw new Refusal('WRONG_STATE', {
      en: `The release “${release.name}” is scheduled. Unschedule it, then change it.`,
      fr: `La parution groupée « ${release.name} » est programmée. Déprogrammez-la, puis modifiez-la.`,
    })
  return release
}

export function assertOpen({ name, state }: Release): void {
  if (state === 'open') return
  throw new Refusal('WRONG_STATE', {
    en: `The release “${name}” is out already. Make another one.`,
    fr: `La parution groupée « ${name} » a déjà paru. Faites-en une autre.`,
  })
}

/** What went out stays on the record. */
export function assertMayDeleteRelease(release: Release): void {
  assertOpen(release)
  if (release.releaseAt)
    throw new Refusal('WRONG_STATE', {
      en: `The release “${release.name}” is scheduled. Unschedule it first.`,
      fr: `La parution groupée « ${release.name} » est programmée. Déprogrammez-la d’abord.`,
    })
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
