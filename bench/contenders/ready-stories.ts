import pg from 'pg'
import { rareWord } from '../bench-story.ts'

const page = (from: string) => `select '[' || coalesce(string_agg(body, ',' ), '') || ']' as body from (${from}) page`
const newest = 'order by first_published desc, id desc limit 20'
const statements = {
  list: page(`select body from bench.ready ${newest}`),
  one: `select '[' || body || ']' as body from bench.ready where slug = $1`,
  tag: page(
    `select r.body from delivery.publication_tag p join bench.ready r on r.id = p.article
      where p.tag = (select id from delivery.tag where slug = $1 and valid_to is null) and p.valid_to is null
      order by p.first_published desc, p.article desc limit 20`,
  ),
  search: page(`select body from bench.ready where search @@ delivery.search_query('fr', '${rareWord}') ${newest}`),
  deep: page(`select body from bench.ready where (first_published, id) < ($1::timestamptz, $2::text) ${newest}`),
}

export type ReadyPage = keyof typeof statements

/** Reads stories as JSON that was made ready, by one prepared statement: the text of an array. */
export function readReadyStories(connectionString: string): (name: ReadyPage, values: string[]) => Promise<string> {
  const pool = new pg.Pool({ connectionString, max: 10 })
  return async (name, values) => {
    const { rows } = await pool.query<{ body: string }>({ name, text: statements[name], values })
    return rows[0]?.body ?? '[]'
  }
}
