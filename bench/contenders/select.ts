import pg from 'pg'
import { rareWord } from '../bench-story.ts'
import { listen } from './listen.ts'

/** The limit of a database in use: one prepared select of ready JSON a request, its text passed through. */
const [connectionString = ''] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString, max: 10 })

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

listen((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bench')
  const name = pathname.slice(1) as keyof typeof statements // the bench asks for these alone
  const values = searchParams.getAll('value')
  pool.query<{ body: string }>({ name: `${name}${values.length}`, text: statements[name], values }).then(
    ({ rows: [row] }) => response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(row?.body),
    error => response.writeHead(500).end(String(error)),
  )
})
