import pg from 'pg'
import { sqlOfPg } from '../database/sql.ts'
import { recordChange } from '../publication/record-change.ts'
import { writePublication } from '../publication/write-publication.ts'
import { kindOf, storyOf, tagsOf } from './bench-story.ts'

/** Publishes one of the newest stories anew each second, until told to stop; resolves then to how many it were. */
export function publishSteadily(databaseUrl: string, count: number): { stop: () => Promise<number> } {
  const client = new pg.Client({ connectionString: databaseUrl })
  let published = 0
  let last: Promise<unknown> = client.connect()
  const timer = setInterval(() => {
    last = last.then(() => publishAgain(client, { number: count - (published % 20), revision: Date.now() % 1e9 }))
    published += 1
  }, 1_000)
  return {
    async stop() {
      clearInterval(timer)
      await last
      await client.end()
      return published
    },
  }
}

async function publishAgain(
  client: pg.Client,
  { number, revision }: { number: number; revision: number },
): Promise<void> {
  const kind = kindOf(number)
  const articleId = `bench-${String(number).padStart(7, '0')}`
  const snapshot = { ...storyOf(number, kind), description: `Mise à jour ${revision}.` }
  const sql = sqlOfPg(client)
  const tags = tagsOf(kind.variant)
  await sql('begin')
  const { at } = await writePublication(sql, { articleId, revision, kind: 'update', snapshot, tags, note: null })
  await recordChange(sql, { kind: 'update', articleId, tags: snapshot.tags, at })
  await sql('commit')
}
