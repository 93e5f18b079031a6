import { writeArticleCursor } from '../delivery/page-cursor.ts'
import { rareWord, slugOf, tagsOf, variants } from './bench-story.ts'
import type { Sql } from '../database/sql.ts'

export const pageLength = 20

const shown = `id slug headline description byline language firstPublished readingMinutes
  image { url(width: 640) altText caption creditLine } sections { position heading text } tags { name slug kind }`

/** One question as every contender is asked it, and the slugs of the right answer in their order. */
export type Question = {
  name: 'list' | 'one' | 'tag' | 'search' | 'deep'
  title: string
  /** For `/graphql`. `one` asks for several stories in turn, so each question is a list. */
  asked: Asked[]
}

/** `query` is for `/graphql`; the rest says the same to those who speak otherwise. */
export type Asked = { query: string; slug?: string; word?: string; after?: Place; skip?: number; expected: string[] }

/** Where a page begins: after this story. */
export type Place = { firstPublished: string; id: string }

/** The questions over stories 1 to `count`, as `fillDelivery` made them. */
export async function questionsOver(sql: Sql, count: number): Promise<Question[]> {
  const newest = (from: number, length: number) =>
    Array.from({ length: Math.min(length, count - from) }, (_, index) => slugOf(count - from - index))
  const skip = Math.max(0, Math.min(4_999, Math.ceil(count / pageLength) - 1) * pageLength)
  const after = skip > 0 ? await placeOf(sql, count - skip + 1) : undefined
  return [
    {
      name: 'list',
      title: `the ${pageLength} newest with sections, tags and image`,
      asked: [{ query: articles(''), expected: newest(0, pageLength) }],
    },
    { name: 'one', title: 'one article by slug, 50 in turn', asked: spread(count, 50).map(slugOf).map(one) },
    { name: 'tag', title: 'the newest of a tag', asked: [ofTag(count)] },
    { name: 'search', title: `search for “${rareWord}”`, asked: [search(count)] },
    {
      name: 'deep',
      title: `page ${skip / pageLength + 1}`,
      asked: [{ query: articles(after ? cursor(after) : ''), after, skip, expected: newest(skip, pageLength) }],
    },
  ]
}

const articles = (after: string) =>
  `{ articles(first: ${pageLength}${after}) { nodes { ${shown} } pageInfo { endCursor } } }`
const cursor = ({ firstPublished, id }: Place) =>
  `, after: "${writeArticleCursor({ firstPublished: new Date(firstPublished), id })}"`
const one = (slug: string) => ({ query: `{ article(slug: "${slug}") { ${shown} } }`, slug, expected: [slug] })

/** Every story whose number the variants divide carries the first tag. */
function ofTag(count: number): Asked {
  const slug = tagsOf(0)[0]?.slug
  const carrying = Array.from({ length: Math.floor(count / variants) }, (_, index) => slugOf((index + 1) * variants))
  return {
    query: articles(`, tag: "${slug}"`),
    slug,
    expected: carrying.reverse().slice(0, pageLength),
  }
}

function search(count: number): Asked {
  const found = Array.from({ length: Math.floor(count / 250) }, (_, index) => slugOf((index + 1) * 250)).reverse()
  return {
    word: rareWord,
    query: `{ search(query: "${rareWord}", first: ${pageLength}) { nodes { ${shown} } } }`,
    expected: found.slice(0, pageLength),
  }
}

const spread = (count: number, length: number) =>
  Array.from({ length: Math.min(length, count) }, (_, index) => 1 + Math.floor((index * count) / length))

async function placeOf(sql: Sql, number: number): Promise<Place> {
  const [row] = await sql<{ id: string; at: Date }>(
    `select article as id, first_published as at from delivery.publication where slug = $1 and valid_to is null`,
    [slugOf(number)],
  )
  if (!row) throw new Error(`story ${number} was not made`)
  return { firstPublished: row.at.toISOString(), id: row.id }
}
