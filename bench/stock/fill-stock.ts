import type { Sql } from '../../database/sql.ts'

/** The tables that Keystone would make for `stock-lists.ts`, in a schema of their own, filled with what is public. */
export async function fillStock(sql: Sql): Promise<void> {
  for (const statement of [...tables, ...rows, ...indexes]) await sql(statement)
  for (const table of ['"Article"', '"Section"', '"Image"', '"Tag"', '"_Article_tags"'])
    await sql(`analyze stock.${table}`)
}

const tables = [
  `create schema stock`,
  `create table stock."Tag" (id text primary key, slug text not null default '', name text not null default '', kind text not null default '')`,
  `create table stock."Image" (id text primary key, url text not null default '', "altText" text not null default '',
     caption text not null default '', "creditLine" text not null default '')`,
  `create table stock."Article" (id text primary key, slug text not null default '', headline text not null default '',
     description text not null default '', byline text not null default '', language text not null default '',
     "firstPublished" timestamp(3), "readingMinutes" integer, image text)`,
  `create table stock."Section" (id text primary key, article text, position integer, heading text not null default '',
     text text not null default '')`,
  `create table stock."_Article_tags" ("A" text not null, "B" text not null, primary key ("A", "B"))`,
]

const live = `delivery.publication p where p.valid_to is null`
const rows = [
  `insert into stock."Tag" select id, slug, name, kind from delivery.tag where valid_to is null`,
  `insert into stock."Image" select content->'image'->>'id', '/images/' || (content->'image'->>'key') || '/640.webp',
     content->'image'->>'altText', content->'image'->>'caption', content->'image'->>'creditLine' from ${live}`,
  `insert into stock."Article" select article, slug, headline, content->>'description', content->>'byline', language,
     first_published at time zone 'UTC', (content->>'readingMinutes')::int, content->'image'->>'id' from ${live}`,
  `insert into stock."Section" select s->>'id', p.article, (s->>'position')::int, coalesce(s->>'heading', ''), s->>'text'
     from delivery.publication p, jsonb_array_elements(p.content->'sections') s where p.valid_to is null`,
  `insert into stock."_Article_tags" select p.article, t from delivery.publication p, jsonb_array_elements_text(p.content->'tags') t
     where p.valid_to is null`,
]

const indexes = [
  `create unique index on stock."Tag" (slug)`,
  `create unique index on stock."Article" (slug)`,
  `create index on stock."Article" ("firstPublished")`,
  `create index on stock."Article" (image)`,
  `create index on stock."Section" (article)`,
  `create index on stock."_Article_tags" ("B")`,
]
