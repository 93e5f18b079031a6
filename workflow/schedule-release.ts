import { Refusal } from '../errors.ts'
import type { Act } from './act.ts'
import { databaseTime } from './database-time.ts'
import { recordAudit } from './record-audit.ts'
import { assertOpen, lockRelease } from './release.ts'
import { assertAllQualify, lockStoriesOf, noTries } from './release-stories.ts'

/** Sets or moves the time of a release. RELEASE_REFUSED where a story could not go live then, as far as is known now. */
export async function scheduleRelease(act: Act, releaseId: string, releaseAt: Date | undefined): Promise<void> {
  const release = await lockRelease(act, releaseId)
  assertOpen(release)
  const now = await databaseTime(act)
  if (!releaseAt || releaseAt <= now)
    throw new Refusal('INVALID_INPUT', {
      en: `“${release.name}” needs a time in the future. Choose one, or release it now.`,
      fr: `« ${release.name} » a besoin d’une heure à venir. Choisissez-en une, ou publiez maintenant.`,
    })
  await assertAllQualify(act, release, await lockStoriesOf(act, release), { at: releaseAt, checklist: true })

  await act.prisma.release.update({
    where: { id: release.id },
    data: { releaseAt, scheduledById: act.person.id, ...noTries, version: release.version + 1 },
  })
  await recordAudit(act, {
    action: 'release.schedule',
    subject: `release:${release.id}`,
    from: release.releaseAt?.toISOString() ?? null,
    to: releaseAt.toISOString(),
  })
}

/** Takes the time back; the release stays open. */
export async function unscheduleRelease(act: Act, releaseId: string): Promise<void> {
  const release = await lockRelease(act, releaseId)
  assertOpen(release)
  if (!release.releaseAt)
    throw new Refusal('WRONG_STATE', {
      en: `The release “${release.name}” is not scheduled.`,
      fr: `La parution groupée « ${release.name} » n’est pas programmée.`,
    })
  await act.prisma.release.update({
    where: { id: release.id },
    data: { releaseAt: null, scheduledById: null, ...noTries, version: release.version + 1 },
  })
  await recordAudit(act, {
    action: 'release.unschedule',
    subject: `release:${release.id}`,
    from: release.releaseAt.toISOString(),
  })
}
