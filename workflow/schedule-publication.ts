import { addJob } from '../database/add-job.ts'
import type { Sql } from '../database/sql.ts'
import { Refusal } from '../errors.ts'
import type { Act } from './act.ts'
import { databaseTime } from './database-time.ts'
import { assertPicturesAllowed, assertSomethingNew, loadRevision } from './go-live.ts'
import type { EffectCase, EffectResult } from './perform-effect.ts'
import { unscheduled } from './schedule-state.ts'
import type { Story } from './story.ts'

/** The queue's name for “look whether this story is due”. */
export const keepScheduleTask = 'keep-schedule'

/**
 * Sets the time at which the approved revision goes live. Refuses at once what could not go live then: a time that is
 * past, under embargo or after the story's end with readers, a text that is live already, pictures without rights.
 */
export async function schedulePublication(
  act: Act,
  { story, revision, asked: { publishAt } }: EffectCase,
): Promise<EffectResult> {
  if (!publishAt)
    throw new Refusal('INVALID_INPUT', {
      en: `Say when “${story.headline}” is to go live.`,
      fr: `Dites quand « ${story.headline} » doit paraître.`,
    })
  assertPossible(story, publishAt, await databaseTime(act))
  await assertSomethingNew(act, story, revision)
  await assertPicturesAllowed(act, story, { snapshot: await loadRevision(act, story.id, revision), at: publishAt })

  await hintAt(act.sql, { articleId: story.id, move: 'publish', at: publishAt })
  return { columns: { ...unscheduled, publishAt, scheduledById: act.person.id }, revision }
}

/** A job for this time. Only a hint: the article's row decides, and the sweep would find it too. */
export async function hintAt(
  sql: Sql,
  { articleId, move, at }: { articleId: string; move: 'publish' | 'unpublish'; at: Date },
): Promise<void> {
  await addJob(sql, {
    task: keepScheduleTask,
    payload: { articleId },
    key: `schedule:${move}:${articleId}`,
    runAt: at,
  })
}

/** A new time at which a story leaves its readers lies ahead, and after the time at which it comes to them. */
export async function assertMayLeave(
  act: Pick<Act, 'sql'>,
  story: Pick<Story, 'headline' | 'publishAt' | 'unpublishAt'>,
  unpublishAt: Date | null | undefined,
): Promise<void> {
  if (!unpublishAt || unpublishAt.getTime() === story.unpublishAt?.getTime()) return
  const now = await databaseTime(act)
  if (unpublishAt <= now)
    throw new Refusal('INVALID_INPUT', {
      en:
        `“${story.headline}” cannot leave its readers at ${unpublishAt.toISOString()}: it is ${now.toISOString()} already. ` +
        'Choose a later time, or unpublish it.',
      fr:
        `« ${story.headline} » ne peut pas quitter ses lecteurs à cette heure (${unpublishAt.toISOString()}) : elle est passée ` +
        `(${now.toISOString()}). Choisissez-en une plus tardive, ou dépubliez-le.`,
    })
  if (story.publishAt && unpublishAt <= story.publishAt)
    throw new Refusal('INVALID_INPUT', {
      en: `“${story.headline}” goes live only at ${story.publishAt.toISOString()}; let it leave its readers after that.`,
      fr: `« ${story.headline} » ne paraît que plus tard (${story.publishAt.toISOString()}) ; faites-le quitter ses lecteurs après.`,
    })
}

function assertPossible({ headline, embargoedUntil, unpublishAt }: Story, publishAt: Date, now: Date): void {
  const at = publishAt.toISOString()
  if (publishAt <= now)
    throw new Refusal('INVALID_INPUT', {
      en: `“${headline}” cannot go live at ${at}: it is ${now.toISOString()} already. Choose a later time, or publish it.`,
      fr: `« ${headline} » ne peut pas paraître à cette heure (${at}) : elle est passée (${now.toISOString()}). Choisissez-en une plus tardive, ou publiez-le.`,
    })
  if (embargoedUntil && publishAt < embargoedUntil)
    throw new Refusal('EMBARGOED', {
      en:
        `“${headline}” is under embargo until ${embargoedUntil.toISOString()}, so it cannot go live at ${at}. ` +
        'Choose a time from then on, or lift the embargo.',
      fr:
        `« ${headline} » est sous embargo (fin : ${embargoedUntil.toISOString()}) et ne peut pas paraître avant (${at}). ` +
        'Choisissez une heure après l’embargo, ou levez-le.',
    })
  if (unpublishAt && unpublishAt <= publishAt)
    throw new Refusal('INVALID_INPUT', {
      en: `“${headline}” leaves its readers at ${unpublishAt.toISOString()}; let it go live before that, or move that time.`,
      fr: `« ${headline} » quitte ses lecteurs avant (${unpublishAt.toISOString()}) ; faites-le paraître plus tôt, ou déplacez cette heure.`,
    })
}
