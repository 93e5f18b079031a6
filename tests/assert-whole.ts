import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import type { Sql } from '../database/sql.ts'
import { composeContent } from '../publication/compose-content.ts'
import { contentHash } from '../publication/content-hash.ts'
import type { Snapshot } from '../publication/snapshot.ts'

/** Where a part of the audit chain ends; the next part is checked from here. */
export type ChainEnd = { sequence: number; hash: string }
export const chainStart: ChainEnd = { sequence: 0, hash: '' }

type Entry = ChainEnd & {
  actorId: string
  action: string
  subject: string
  from: string | null
  to: string | null
  revision: number | null
  reason: string | null
  requestId: string | null
  at: Date
  previousHash: string
}

/** The audit chain from `since` to its head: no gap, no double, every hash right by a calculation of our own. */
export async function assertChainWhole(sql: Sql, auditKey: string, since: ChainEnd = chainStart): Promise<ChainEnd> {
  const entries = await sql<Entry>(`select * from "AuditEntry" where sequence > $1::int order by sequence`, [
    since.sequence,
  ])
  let end = since
  for (const entry of entries) {
    assert.equal(entry.sequence, end.sequence + 1, 'the chain has a gap')
    assert.equal(entry.previousHash, end.hash, `entry ${entry.sequence} does not follow the one before`)
    assert.equal(entry.hash, hashOf(entry, auditKey), `entry ${entry.sequence} is not what was recorded`)
    end = entry
  }
  const [head] = await sql<ChainEnd>(`select sequence, hash from ledger.head`)
  assert.deepEqual(head, { sequence: end.sequence, hash: end.hash }, 'the head is not the last entry')
  return { sequence: end.sequence, hash: end.hash }
}

/** Written out a second time, apart from `workflow/record-audit.ts`. */
function hashOf(entry: Entry, auditKey: string): string {
  const { sequence, actorId, action, subject, from, to, revision, reason, requestId, at, previousHash } = entry
  const fields = [sequence, actorId, action, subject, from, to, revision, reason, requestId]
  return createHmac('sha256', auditKey)
    .update(JSON.stringify([...fields, at.toISOString(), previousHash]))
    .digest('hex')
}

export type WholeStory = {
  id: string
  headline: string
  state: string
  version: number
  newestRevision: number
  approvedRevision: number | null
  liveRevision: number | null
  /** One for each version, in order; what else is on record of it comes beside those. */
  entries: { action: string; actorId: string; from: string | null; to: string; revision: number }[]
}

/**
 * Every story as it stands, none of them half done: revisions without a gap and each with its own hash, an entry on
 * record for each version, readers get the live revision and nothing else, and that revision was approved.
 */
export async function assertStoriesWhole(sql: Sql): Promise<Map<string, WholeStory>> {
  const stories = await sql<WholeStory>(
    `select id, headline, state::text, version, "newestRevision", "approvedRevision", "liveRevision",
            (select coalesce(json_agg(json_build_object('action', action, 'actorId', "actorId", 'from', "from", 'to', "to",
                                                        'revision', revision) order by sequence), '[]'::json)
               from "AuditEntry" where subject = 'article:' || story.id and action not in ('article.desk', 'article.scheduleFailed')) as entries
       from "Article" story`,
  )
  for (const story of stories) {
    assert.equal(story.entries.length, story.version, `${story.id} has an entry for each of its versions`)
    assert.equal(story.entries.at(-1)?.to, story.state, `the last entry of ${story.id} tells its state`)
    await assertRevisionsWhole(sql, story)
    await assertReadersGet(sql, story)
  }
  return new Map(stories.map(story => [story.id, story]))
}

async function assertRevisionsWhole(sql: Sql, { id, headline, newestRevision }: WholeStory): Promise<void> {
  const revisions = await sql<{ number: number; contentHash: string; snapshot: Snapshot }>(
    `select number, "contentHash", snapshot from "Revision" where "articleId" = $1 order by number`,
    [id],
  )
  assert.deepEqual(
    revisions.map(({ number }) => number),
    Array.from({ length: newestRevision }, (_, index) => index + 1),
    `the revisions of ${id} are numbered without a gap, up to the newest`,
  )
  for (const { number, snapshot, contentHash: hash } of revisions)
    assert.equal(contentHash(snapshot), hash, `revision ${number} of ${id} is what it was`)
  const newest = revisions.at(-1)
  const sections = await sql<{ id: string; heading: string; body: unknown }>(
    `select id, heading, body from "Section" where article = $1 order by position`,
    [id],
  )
  assert.equal(newest?.snapshot.headline, headline, `the newest revision of ${id} holds its headline`)
  assert.deepEqual(
    newest?.snapshot.sections.map(({ id, heading, body }) => ({ id, heading: heading ?? '', body })),
    sections,
    `the newest revision of ${id} holds its sections`,
  )
}

async function assertReadersGet(sql: Sql, { id, liveRevision, entries }: WholeStory): Promise<void> {
  const live = await sql<{ revision: number; headline: string; content: unknown; snapshot: Snapshot; tags: number }>(
    `select live.revision, live.headline, live.content, revision.snapshot,
            (select count(*)::int from delivery.publication_tag filed
              where filed.publication = live.id and filed.valid_to is null) as tags
       from delivery.publication live
       left join "Revision" revision on revision."articleId" = live.article and revision.number = live.revision
      where live.article = $1 and live.valid_to is null`,
    [id],
  )
  assert.deepEqual(
    live.map(({ revision }) => revision),
    liveRevision === null ? [] : [liveRevision],
    `readers get of ${id} its live revision, once`,
  )
  for (const { revision, headline, content, snapshot, tags } of live) {
    assert.equal(headline, snapshot.headline)
    assert.equal(tags, snapshot.tags.length, `${id} is filed under each of its tags`)
    assert.deepEqual(content, JSON.parse(JSON.stringify(composeContent(snapshot))), `${id} is shown as it was approved`)
    const approvals = ['article.approve', 'article.publishNow']
    assert.ok(
      entries.some(entry => approvals.includes(entry.action) && entry.revision === revision),
      `revision ${revision} of ${id} was approved`,
    )
  }
}
