import { Refusal, type Language } from '../errors.ts'
import { openTogether } from '../publication/open-together.ts'
import type { Act } from './act.ts'
import { databaseTime } from './database-time.ts'
import { loadRevision, lockTags } from './go-live.ts'
import { lockStory } from './lock-story.ts'
import { makeMove } from './perform-transition.ts'
import { recordAudit } from './record-audit.ts'
import { articlesOfRelease, lockRelease, type Release } from './release.ts'
import { unscheduled } from './schedule-state.ts'
import type { Story } from './story.ts'
import { whyNotRelease, type Conditions, type Reason } from './why-not-release.ts'

/**
 * Shows all stories of a release to readers at one moment, or none: RELEASE_REFUSED gives the reasons of each that does
 * not qualify. Must run inside a transaction. A release that is out already stays as it is, so a job may ask twice.
 */
export async function releaseStories(act: Act, releaseId: string, remark = ''): Promise<void> {
  const release = await lockRelease(act, releaseId)
  if (release.state === 'released') return
  const stories = await lockStoriesOf(act, release)
  await assertAllQualify(act, release, stories, { at: await databaseTime(act), checklist: false })

  const liveFrom = await prepare(act, stories)
  const records = []
  for (const { id: articleId, version } of stories) {
    const move = {
      articleId,
      version,
      name: 'publish',
      answers: {},
      remark: `Release “${release.name}”`,
      liveFrom,
    } as const
    records.push(await makeMove(act, move))
  }
  await act.prisma.release.update({
    where: { id: release.id },
    data: { ...noTries, state: 'released', releasedAt: liveFrom, version: release.version + 1 },
  })
  for (const record of records) await record()
  await recordAudit(act, {
    action: 'release.release',
    subject: `release:${release.id}`,
    from: 'open',
    to: 'released',
    reason: remark || null,
  })
}

const { scheduleError, scheduleAttempts, scheduleRetryAt } = unscheduled
/** What a release keeps of its tries, when there are none. */
export const noTries = { scheduleError, scheduleAttempts, scheduleRetryAt }

/** Its stories, locked in the order of their ids, so that two releases don't wait for each other. */
export async function lockStoriesOf(act: Act, release: Release): Promise<Story[]> {
  const stories = []
  for (const id of await articlesOfRelease(act, release.id)) stories.push(await lockStory(act, id))
  return stories
}

/** RELEASE_REFUSED with every reason of every story that does not qualify. */
export async function assertAllQualify(
  act: Act,
  release: Release,
  stories: Story[],
  conditions: Conditions,
): Promise<void> {
  if (stories.length === 0)
    throw new Refusal(
      'RELEASE_REFUSED',
      {
        en: `The release “${release.name}” is empty. Put stories into it first.`,
        fr: `La parution groupée « ${release.name} » est vide. Mettez-y d’abord des articles.`,
      },
      { stories: [] },
    )
  const refused: { id: string; headline: string; reasons: Reason[] }[] = []
  for (const story of stories) {
    const reasons = await whyNotRelease(act, story, conditions)
    if (reasons.length > 0) refused.push({ id: story.id, headline: story.headline, reasons })
  }
  if (refused.length === 0) return
  const lines = (language: Language) =>
    refused.flatMap(({ reasons }) => reasons.map(({ sentence }) => `– ${sentence[language]}`)).join('\n')
  throw new Refusal(
    'RELEASE_REFUSED',
    {
      en: `Nothing of the release “${release.name}” goes live, since not all of its stories qualify:\n${lines('en')}`,
      fr: `Rien de la parution groupée « ${release.name} » ne paraît, car tous ses articles ne sont pas prêts :\n${lines('fr')}`,
    },
    { stories: refused },
  )
}

async function prepare(act: Act, stories: Story[]): Promise<Date> {
  const snapshots = []
  for (const story of stories) snapshots.push(await loadRevision(act, story.id, story.approvedRevision ?? 0))
  const tags = await lockTags(act, [...new Set(snapshots.flatMap(snapshot => snapshot.tags))])
  return openTogether(act.sql, { articleIds: stories.map(({ id }) => id), snapshots, tags })
}
