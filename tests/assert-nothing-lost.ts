import assert from 'node:assert/strict'
import pg from 'pg'
import { sqlOfPg, type Sql } from '../database/sql.ts'
import { assertChainWhole, assertStoriesWhole, type WholeStory } from './assert-whole.ts'
import type { Acknowledged, Notebook } from './crash-load.ts'

/** One look at a database on a connection of its own, which has not seen what befell it before. */
export async function lookAt<Seen>(url: string, look: (sql: Sql) => Promise<Seen>): Promise<Seen> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read')
    return await look(sqlOfPg(client))
  } finally {
    await client.end()
  }
}

export const countVersions = async (sql: Sql): Promise<number> =>
  (await sql<{ versions: number }>(`select coalesce(sum(version), 0)::int as versions from "Article"`))[0]?.versions ??
  0

/** The seed's tag and picture for new stories, so that the checklist has nothing to complain of. */
export async function contentThatIsThere(sql: Sql): Promise<Record<string, unknown>> {
  const [found] = await sql<{ tag: string; image: string }>(
    `select (select id from "Tag" order by id limit 1) as tag, (select id from "Image" order by id limit 1) as image`,
  )
  return { tags: { connect: [{ id: found?.tag }] }, image: { connect: { id: found?.image } } }
}

type Known = { notebooks: Notebook[]; auditKey: string; before: number }

/**
 * All that was answered for is there as it was answered; what was not is whole or absent, and was done once. Gives how
 * many of the unanswered acts were done. What the sweep did at its time counts by itself.
 */
export async function assertNothingLost(sql: Sql, { notebooks, auditKey, before }: Known): Promise<number> {
  await assertChainWhole(sql, auditKey)
  const stories = await assertStoriesWhole(sql)
  const acknowledged = notebooks.flatMap(notebook => notebook.acknowledged)
  const inDoubt = notebooks.flatMap(notebook => notebook.inDoubt)
  const swept = await readSwept(sql)
  for (const told of acknowledged) assertKept(told, stories.get(told.articleId))
  for (const [id, story] of stories) {
    const told = Math.max(0, ...acknowledged.filter(({ articleId }) => articleId === id).map(({ version }) => version))
    const doubted = inDoubt.filter(({ articleId }) => articleId === id).length + (swept.get(id) ?? 0)
    if (told > 0) assert.ok(story.version <= told + doubted, `${id} has no version that nobody asked for`)
  }
  const sweptInAll = [...swept.values()].reduce((sum, count) => sum + count, 0)
  const unanswered = (await countVersions(sql)) - before - acknowledged.length - sweptInAll
  assert.ok(
    unanswered >= 0 && unanswered <= inDoubt.length,
    `each act was done once (${unanswered} more than answered)`,
  )
  return unanswered
}

async function readSwept(sql: Sql): Promise<Map<string, number>> {
  const rows = await sql<{ id: string; count: number }>(
    `select substr(subject, 9) as id, count(*)::int as count from "AuditEntry"
      where subject like 'article:%' and reason like 'Due at %' group by subject`,
  )
  return new Map(rows.map(({ id, count }) => [id, count]))
}

function assertKept(told: Acknowledged, story: WholeStory | undefined): void {
  const title = `${told.action} of ${told.articleId}, version ${told.version}`
  assert.ok(story, `${title}: the story is there`)
  const entry = story.entries[told.version - 1]
  assert.deepEqual([entry?.action, entry?.to], [told.action, told.state], title)
  if (story.version === told.version)
    assert.deepEqual([story.state, story.headline], [told.state, told.headline], title)
}
