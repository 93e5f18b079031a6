import { isAtLeast } from '../access.ts'
import { Refusal } from '../errors.ts'
import { endPublication } from '../publication/end-publication.ts'
import { erasePublications } from '../publication/erase-publications.ts'
import { recordChange } from '../publication/record-change.ts'
import { tombstone } from '../publication/tombstone.ts'
import type { Act } from './act.ts'
import { assertReason } from './assert-reason.ts'
import { databaseTime } from './database-time.ts'
import { findPicturesOnlyOf, type NamedPicture } from './find-pictures-only-of.ts'
import { assertVersion, lockStory } from './lock-story.ts'
import { recordAudit } from './record-audit.ts'
import { unscheduled } from './schedule-state.ts'
import type { Story } from './story.ts'
import { takeRevision } from './take-revision.ts'

export type Erasure = { articleId: string; version: number; legalBasis: string }

/**
 * What the law may ask for: no content of the article is left, neither what readers get nor what they got, neither
 * revisions nor notes; hashes, dates and names of its history stay. Must run inside a transaction. Gives the pictures
 * that no other story uses, for `killImage`.
 */
export async function eraseArticle(act: Act, { articleId, version, legalBasis }: Erasure): Promise<NamedPicture[]> {
  const story = await lockStory(act, articleId)
  if (!isAtLeast(act.person, 'admin'))
    throw new Refusal('NOT_PERMITTED', {
      en: `Only admins erase a story; your role is ${act.person.role}.`,
      fr: 'Seule l’administration efface un article.',
    })
  await assertVersion(act, story, version)
  const reason = assertReason('Erase', { question: 'legal basis', answer: legalBasis })

  const pictures = await findPicturesOnlyOf(act, articleId)
  const ended = await endPublication(act.sql, { articleId, by: 'killed', note: null })
  await eraseHistory(act, articleId)
  const revision = await eraseWorkingCopy(act, story)
  await recordAudit(act, {
    action: 'article.erase',
    subject: `article:${articleId}`,
    from: story.state,
    to: 'draft',
    revision,
    reason: `Legal basis: ${reason}`,
  })
  if (ended) await recordChange(act.sql, { kind: 'kill', articleId, ...ended })
  return pictures
}

/** The database lets this act alone change what was written for ever, and only into a tombstone. */
async function eraseHistory({ sql }: Act, articleId: string): Promise<void> {
  await sql(`select set_config('bouclage.act', 'erase', true)`)
  await sql(`update "Revision" set snapshot = $2::jsonb where "articleId" = $1`, [articleId, JSON.stringify(tombstone)])
  await erasePublications(sql, articleId)
  await sql(`select set_config('bouclage.act', '', true)`)
  await sql(`delete from "EditorialNote" where article = $1`, [articleId])
  await sql(`delete from "Notification" where article = $1`, [articleId])
  await sql(`delete from "PreviewLink" where article = $1`, [articleId])
  await sql(
    `delete from "_Article_releases" where "A" = $1
        and "B" in (select id from "Release" where state = 'open')`,
    [articleId],
  )
}

/** An empty draft is left, under the same slug; gives the number of its revision. */
async function eraseWorkingCopy(act: Act, story: Story): Promise<number> {
  const wasPublic = story.firstPublished !== null
  await act.prisma.article.update({
    where: { id: story.id, version: story.version },
    data: {
      ...{ headline: 'Erased', description: '', byline: '', edNote: '', imageAltText: '', imageCaption: '' },
      ...{ image: { disconnect: true }, sections: { deleteMany: {} }, tags: { set: [] } },
      ...{ relatedArticles: { set: [] }, relatedOrder: [], contributors: [], urgency: null, embargoedUntil: null },
      ...{ state: 'draft', approvedRevision: null, liveRevision: null, unpublishAt: null },
      ...withoutSchedule,
      // Nothing publishes it again before somebody reinstates it.
      ...(wasPublic && { killedAt: story.killedAt ?? (await databaseTime(act)) }),
      version: story.version + 1,
    },
  })
  await act.sql(`update "Article" set source = null where id = $1`, [story.id])
  const revision = await takeRevision(act, story, { cause: 'erase', contributors: [], version: story.version + 1 })
  await act.prisma.article.update({ where: { id: story.id }, data: { newestRevision: revision.number } })
  return revision.number
}

const { scheduledById: _, ...scheduleColumns } = unscheduled
const withoutSchedule = { ...scheduleColumns, scheduledBy: { disconnect: true } } as const
