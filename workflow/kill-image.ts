import { isAtLeast } from '../access.ts'
import { Refusal } from '../errors.ts'
import { findLiveStoriesWithPicture } from '../publication/find-live-stories-with-picture.ts'
import { killPicture } from '../publication/kill-picture.ts'
import type { Act } from './act.ts'
import { assertReason } from './assert-reason.ts'
import { databaseTime } from './database-time.ts'
import { lockStory } from './lock-story.ts'
import { recordAudit } from './record-audit.ts'
import { refreshWithoutKilledPictures } from './refresh-without-killed-pictures.ts'
import type { Story } from './story.ts'

/**
 * Takes a picture from readers at one moment: out of every live story that shows it, and its addresses answer that it
 * is gone. Working copies keep their reference, and cannot go live with it. Must run inside a transaction.
 */
export async function killImage(act: Act, { imageId, reason }: { imageId: string; reason: string }): Promise<void> {
  if (!isAtLeast(act.person, 'publisher'))
    throw new Refusal('NOT_PERMITTED', {
      en: `Only publishers kill a picture; your role is ${act.person.role}.`,
      fr: 'Seuls les responsables de publication retirent une photo.',
    })
  const given = assertReason('Kill', { question: 'reason', answer: reason })
  const stories = await lockStoriesShowing(act, imageId)
  await assertAlive(act, imageId)

  const at = await databaseTime(act)
  await act.prisma.image.update({ where: { id: imageId }, data: { killedAt: at } })
  await killPicture(act.sql, { imageId, at })
  const records = await refreshWithoutKilledPictures(act, stories)
  await recordAudit(act, {
    action: 'image.kill',
    subject: `image:${imageId}`,
    from: 'usable',
    to: 'killed',
    reason: given,
  })
  for (const record of records) await record(`Picture ${imageId} was killed.`)
}

const mostTries = 5

/**
 * The live stories with the picture, and then the picture's row, all locked: in the order in which a publication locks
 * them, so that the two never wait for each other. A story that went live with it meanwhile makes us begin again.
 */
async function lockStoriesShowing(act: Act, imageId: string): Promise<Story[]> {
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    await act.sql(`savepoint before_kill`)
    const stories: Story[] = []
    for (const id of await findLiveStoriesWithPicture(act.sql, imageId)) stories.push(await lockStory(act, id))
    await act.sql(`select id from "Image" where id = $1 for no key update`, [imageId])
    const locked = new Set(stories.map(({ id }) => id))
    const showing = await findLiveStoriesWithPicture(act.sql, imageId)
    if (showing.every(id => locked.has(id))) {
      await act.sql(`release savepoint before_kill`)
      return stories.filter(({ id }) => showing.includes(id))
    }
    await act.sql(`rollback to savepoint before_kill`)
  }
  throw new Refusal('UNAVAILABLE', {
    en: 'Stories with this picture go live all the time. Try again in a moment.',
    fr: 'Des articles avec cette photo paraissent sans cesse. Réessayez dans un instant.',
  })
}

async function assertAlive(act: Act, imageId: string): Promise<void> {
  const image = await act.prisma.image.findUnique({ where: { id: imageId }, select: { killedAt: true, caption: true } })
  if (!image)
    throw new Refusal('NOT_FOUND', {
      en: `There is no picture “${imageId}”.`,
      fr: `Il n’y a pas de photo « ${imageId} ».`,
    })
  if (!image.killedAt) return
  throw new Refusal('WRONG_STATE', {
    en: `The picture “${image.caption}” was killed at ${image.killedAt.toISOString()}.`,
    fr: `La photo « ${image.caption} » a été retirée : ${image.killedAt.toISOString()}.`,
  })
}
