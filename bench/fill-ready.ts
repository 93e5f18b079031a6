import type { Sql } from '../database/sql.ts'

/** One row a story with the JSON that a list shows of it: what a bare select passes through. */
export async function fillReady(sql: Sql): Promise<void> {
  await sql(`
    create table bench.ready as
    select p.article as id, p.slug, p.first_published, p.search, jsonb_build_object('id', p.article, 'slug', p.slug,
      'headline', p.headline, 'description', content->'description', 'byline', content->'byline',
      'language', p.language, 'firstPublished', to_char(p.first_published at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'readingMinutes', content->'readingMinutes',
      'image', jsonb_build_object('url', '/images/' || (content->'image'->>'key') || '/640.webp',
        'altText', content->'image'->'altText', 'caption', content->'image'->'caption', 'creditLine', content->'image'->'creditLine'),
      'sections', (select jsonb_agg(jsonb_build_object('position', s->'position', 'heading', s->'heading', 'text', s->'text') order by s->'position')
                     from jsonb_array_elements(content->'sections') s),
      'tags', (select jsonb_agg(jsonb_build_object('name', t.name, 'slug', t.slug, 'kind', t.kind) order by t.slug)
                 from delivery.tag t join jsonb_array_elements_text(content->'tags') as carried (tag) on t.id = carried.tag and t.valid_to is null))::text as body
      from delivery.publication p where p.valid_to is null`)
  await sql(`create unique index on bench.ready (id)`)
  await sql(`create unique index on bench.ready (slug)`)
  await sql(`create index on bench.ready (first_published desc, id desc)`)
  await sql(`create index on bench.ready using gin (search)`)
  await sql(`analyze bench.ready`)
}
