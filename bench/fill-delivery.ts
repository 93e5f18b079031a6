import type { Sql } from '../database/sql.ts'
import { composeContent } from '../publication/compose-content.ts'
import { writeTagInterval } from '../publication/write-tag-interval.ts'
import { allKinds, numberMark, pictureKeyOf, storyOf, tagsOf, variants } from './bench-story.ts'

/** So many rows go in at once: progress can be seen, and no statement holds gigabytes. */
const stepSize = 5_000

/**
 * Makes stories 1 to `count` public, the highest number the newest, a second apart: the rows that `writePublication`
 * and `recordChange` would have left, in a few statements. On an empty database.
 */
export async function fillDelivery(sql: Sql, count: number, say: (sentence: string) => void = () => {}): Promise<void> {
  for (let variant = 0; variant < variants; variant += 1)
    for (const tag of tagsOf(variant)) await writeTagInterval(sql, tag)
  await sql(`create schema if not exists bench`)
  await sql(`create table bench.kind (variant integer, rare boolean, content text, tags text[], search text)`)
  await sql(
    `insert into bench.kind select (k->>'variant')::int, (k->>'rare')::boolean, k->>'content', array(select jsonb_array_elements_text(k->'tags')),
            delivery.search_of((k->>'content')::jsonb)::text
       from jsonb_array_elements($1::jsonb) k`,
    [JSON.stringify(allKinds.map(templateOf))],
  )
  const [{ now } = { now: new Date() }] = await sql<{ now: Date }>(`select date_trunc('milliseconds', now()) as now`)
  // Stemming every word again takes most of the time; the stories of a kind differ in one word.
  await sql(`alter table delivery.publication disable trigger file_for_search`)
  for (let first = 1; first <= count; first += stepSize) {
    const last = Math.min(first + stepSize - 1, count)
    for (const statement of statements) await sql(statement, [first, last, count, now.toISOString()])
    if (count > 20_000 && last % 50_000 === 0) say(`  ${last} of ${count} stories are written.`)
  }
  await sql(`alter table delivery.publication enable trigger file_for_search`)
  await sql(`update ledger.head set position = position + $1`, [count])
  for (const table of ['publication', 'publication_tag', 'slug', 'tag', 'change', 'picture'])
    await sql(`analyze delivery.${table}`)
}

const templateOf = ({ variant, isRare }: (typeof allKinds)[number]) => {
  const content = composeContent(storyOf(numberMark, { variant, isRare }))
  const text = JSON.stringify(content).replaceAll(pictureKeyOf(numberMark), '{key}')
  return { variant, rare: isRare, content: text, tags: content.tags }
}

/** The stories of one step: number, id, slug, moment, and what `bench.kind` says of their content. */
const made = `
  (select n, 'bench-' || lpad(n::text, 7, '0') as article, 'bench-histoire-' || n as slug,
          $4::timestamptz - ($3::int - n + 60) * interval '1 second' as at, k.tags,
          replace(replace(k.content, '${numberMark}', n::text), '{key}', md5('bench-' || n))::jsonb as content,
          replace(k.search, '${numberMark}', n::text)::tsvector as search
     from generate_series($1::int, $2::int) n
     join bench.kind k on k.variant = n % ${variants} and k.rare = (n % 250 = 0)) as made`

const statements = [
  `insert into delivery.slug (slug, article) select slug, article from ${made}`,
  `insert into delivery.picture (key, image, width, height)
   select md5('bench-' || n), 'bench-image-' || n, 1600, 900 from ${made}`,
  `insert into delivery.publication (language, article, revision, kind, slug, headline, content, search, note, first_published, valid_from)
   select content->>'language', article, 1, 'publish', slug, content->>'headline', content, search, null, at, at
     from (select * from ${made} offset 0) as composed_once order by n`,
  `insert into delivery.publication_tag (publication, tag, article, first_published, valid_from)
   select p.id, tag, p.article, p.first_published, p.valid_from
     from ${made} join delivery.publication p on p.article = made.article, unnest(made.tags) as tag`,
  `insert into delivery.change (position, at, kind, article, tags)
   select (select position from ledger.head) + n, at, 'publish', article, tags from ${made}`,
]
