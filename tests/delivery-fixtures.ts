import type { FastifyInstance } from 'fastify'
import pg from 'pg'

import { buildDelivery } from '../delivery/build-delivery.ts'
import { openDeliveryPool } from '../delivery/open-delivery-pool.ts'
import type { PublishedContent, PublishedImage, PublishedSection } from '../publication/content.ts'
import { freshDatabase } from './fresh-database.ts'

export type PublicationToStore = Partial<Omit<PublishedContent, 'sections'>> & {
  id: string
  at: string
  slug?: string
  kind?: 'publish' | 'correct' | 'update' | 'refresh'
  note?: string
  sections?: Partial<PublishedSection>[]
}

export type TagToStore = { id: string; slug: string; name?: string; kind?: string; uri?: string; at?: string }

/** `json` is the body as parsed: a test reads it like any JSON. */
export type Answer = {
  status: number
  headers: Record<string, unknown>
  body: string
  json: ReturnType<typeof JSON.parse>
}

/** A delivery of its own over a database of its own, and what a publication room would have written into it. */
export async function startDelivery({ now = '2030-01-01T00:00:00.000Z' } = {}) {
  const database = await freshDatabase()
  const desk = new pg.Pool({ connectionString: database.url, max: 4 })
  // Ended connections may still be closing when the database is dropped, which cuts them off.
  desk.on('error', () => {})
  const pool = openDeliveryPool({ databaseUrl: database.url, max: 4 })
  const statements = countStatements(pool)
  const app = buildDelivery({ pool, publicUrl: 'https://news.example', now: () => new Date(now) })
  await app.ready()
  return {
    app,
    url: database.url,
    desk,
    statements,
    get: (query: string, headers?: Record<string, string>) => get(app, query, headers),
    ask: (query: string, variables?: Record<string, unknown>) => ask(app, query, variables),
    ...deliveryWriter(desk),
    async close() {
      await app.close()
      await Promise.all([pool.end(), desk.end()])
      await database.drop()
    },
  }
}

export type Delivery = Awaited<ReturnType<typeof startDelivery>>

/** Writes the tables of the delivery schema as publications, withdrawals, kills and tag saves leave them. */
export function deliveryWriter(desk: pg.Pool) {
  return {
    async tag({ id, slug, name = slug, kind = 'topic', uri, at = '2000-01-01T00:00:00.000Z' }: TagToStore) {
      await desk.query(`update delivery.tag set valid_to = $2 where id = $1 and valid_to is null`, [id, at])
      await desk.query(
        `insert into delivery.tag (id, slug, name, kind, uri, valid_from) values ($1, $2, $3, $4, $5, $6)`,
        [id, slug, name, kind, uri ?? null, at],
      )
    },
    publish: (story: PublicationToStore) => publish(desk, story),
    unpublish: (id: string, at: string) => end(desk, { id, at, by: 'unpublished', note: null }),
    async kill(id: string, at: string, note: string) {
      await end(desk, { id, at, by: 'killed', note })
      await desk.query(`update delivery.publication set withheld = true where article = $1`, [id])
    },
  }
}

async function publish(desk: pg.Pool, story: PublicationToStore) {
  const content = publishedContent(story)
  const { id, at, slug = id, kind = 'publish', note = null } = story
  await end(desk, { id, at, by: 'replaced', note: null })
  await desk.query(`insert into delivery.slug (slug, article) values ($1, $2) on conflict do nothing`, [slug, id])
  const { rows } = await desk.query<{ id: string; first: Date }>(
    `insert into delivery.publication (article, revision, kind, slug, headline, language, content, search, note, first_published, valid_from)
     select $1, 1, $2, $3, $4, $5, $6, '', $7, coalesce(min(first_published), $8::timestamptz), $8::timestamptz
     from delivery.publication where article = $1 returning id, first_published as first`,
    [id, kind, slug, content.headline, content.language, JSON.stringify(content), note, at],
  )
  await desk.query(
    `insert into delivery.publication_tag (publication, tag, article, first_published, valid_from)
     select $1, unnest($2::text[]), $3, $4, $5`,
    [rows[0]?.id, content.tags, id, rows[0]?.first, at],
  )
}

async function end(desk: pg.Pool, { id, at, by, note }: { id: string; at: string; by: string; note: string | null }) {
  await desk.query(
    `with ended as (
       update delivery.publication set valid_to = $2, ended_by = $3, end_note = $4
       where article = $1 and valid_to is null returning id)
     update delivery.publication_tag set valid_to = $2 where publication in (select id from ended)`,
    [id, at, by, note],
  )
}

export function publishedContent(story: Omit<PublicationToStore, 'at'>): PublishedContent {
  const { id, sections = [{}] } = story
  return {
    headline: story.headline ?? `Headline of ${id}`,
    description: story.description ?? null,
    byline: story.byline ?? null,
    language: story.language ?? 'fr',
    wordCount: story.wordCount ?? 400,
    readingMinutes: story.readingMinutes ?? 2,
    image: story.image ?? null,
    sections: sections.map((section, index) => publishedSection(id, index + 1, section)),
    tags: story.tags ?? [],
    relatedArticles: story.relatedArticles ?? [],
  }
}

const publishedSection = (id: string, position: number, section: Partial<PublishedSection>): PublishedSection => ({
  id: `${id}-${position}`,
  position,
  heading: null,
  html: `<p>Text of ${id}.</p>`,
  text: `Text of ${id}.`,
  document: [{ type: 'paragraph', children: [{ text: `Text of ${id}.` }] }],
  image: null,
  ...section,
})

export const publishedImage = (image: Partial<PublishedImage> = {}): PublishedImage => ({
  id: 'image1',
  key: '0123456789abcdef0123456789abcdef',
  width: 1600,
  height: 900,
  altText: 'An abstract cover',
  caption: null,
  creditLine: 'Bouclage',
  creator: null,
  copyrightNotice: null,
  isIllustrative: false,
  focalPoint: null,
  ...image,
})

async function ask(app: FastifyInstance, query: string, variables?: Record<string, unknown>): Promise<Answer> {
  return answer(await app.inject({ method: 'POST', url: '/graphql', payload: { query, variables } }))
}

async function get(app: FastifyInstance, query: string, headers: Record<string, string> = {}): Promise<Answer> {
  return answer(await app.inject({ method: 'GET', url: '/graphql', query: { query }, headers }))
}

const answer = (response: { statusCode: number; headers: object; body: string }): Answer => ({
  status: response.statusCode,
  headers: { ...response.headers },
  body: response.body,
  json: response.body === '' ? undefined : JSON.parse(response.body),
})

/** Counts what really goes to the database, without coming between. */
function countStatements(pool: pg.Pool): { during(act: () => Promise<unknown>): Promise<number> } {
  let count = 0
  pool.on('connect', client => {
    const query = client.query
    client.query = ((...given: unknown[]) => {
      count += 1
      return Reflect.apply(query, client, given)
      // The overloads of pg are kept, since whatever is given goes through.
    }) as typeof client.query
  })
  return {
    async during(act) {
      count = 0
      await act()
      return count
    },
  }
}
