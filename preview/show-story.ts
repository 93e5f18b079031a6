import type { Sql } from '../database/sql.ts'
import type { Context } from '../generated/keystone/types.ts'
import { composeContent } from '../publication/compose-content.ts'
import { contentHash } from '../publication/content-hash.ts'
import type { Snapshot } from '../publication/snapshot.ts'
import { withoutPictures } from '../publication/without-pictures.ts'
import type { ShownStory } from './shown-story.ts'

type Reader = { prisma: Context['prisma']; sql: Sql }

/**
 * A working copy or revision as readers would get it: composed by the very function that composes what they get. A
 * killed picture is left out, whoever looks. `isLive`: readers have exactly this content now.
 */
export async function showStory(
  { prisma, sql }: Reader,
  { articleId, snapshot, now }: { articleId: string; snapshot: Snapshot; now: Date },
): Promise<{ story: ShownStory; isLive: boolean }> {
  const { liveRevision, firstPublished, publishAt } = await prisma.article.findUniqueOrThrow({
    where: { id: articleId },
    select: { liveRevision: true, firstPublished: true, publishAt: true },
  })
  const shown = withoutPictures(snapshot, await killedAmong(prisma, snapshot))
  const isLive = await isContentOf(prisma, { articleId, number: liveRevision, snapshot })
  const published = await readPublished(sql, articleId)
  return {
    story: {
      content: composeContent(shown),
      tags: await tagsOf(prisma, shown.tags),
      related: await readLive(sql, shown.relatedArticles),
      corrections: published.corrections,
      dated: firstPublished ?? publishAt ?? now,
      updated: isLive && published.updated && published.updated > (firstPublished ?? now) ? published.updated : null,
    },
    isLive,
  }
}

/** The keys of all pictures that a snapshot shows. */
export const picturesOf = (snapshot: Snapshot) =>
  [snapshot.image, ...snapshot.sections.map(({ image }) => image)].filter(image => image !== null)

async function killedAmong(prisma: Context['prisma'], snapshot: Snapshot): Promise<Set<string>> {
  const ids = picturesOf(snapshot).map(({ id }) => id)
  const killed = await prisma.image.findMany({
    where: { id: { in: ids }, killedAt: { not: null } },
    select: { id: true },
  })
  return new Set(killed.map(({ id }) => id))
}

async function isContentOf(
  prisma: Context['prisma'],
  { articleId, number, snapshot }: { articleId: string; number: number | null; snapshot: Snapshot },
): Promise<boolean> {
  if (number === null) return false
  const live = await prisma.revision.findUnique({
    where: { articleId_number: { articleId, number } },
    select: { contentHash: true },
  })
  return live?.contentHash === contentHash(snapshot)
}

/** In the story's order; a tag that is no more is left out, as it is when the story goes live. */
async function tagsOf(prisma: Context['prisma'], ids: string[]) {
  const tags = await prisma.tag.findMany({ where: { id: { in: ids } }, select: { id: true, name: true, kind: true } })
  return ids.flatMap(id => tags.find(tag => tag.id === id) ?? [])
}

/** Stories that readers can read now: the headline of another one's working copy is nobody's to see here. */
async function readLive(sql: Sql, ids: string[]): Promise<ShownStory['related']> {
  return sql(
    `select p.article as id, p.headline, p.language
       from unnest($1::text[]) with ordinality as asked(id, place)
       join delivery.publication p on p.article = asked.id and p.valid_to is null
      order by asked.place`,
    [ids],
  )
}

type Published = { corrections: ShownStory['corrections']; updated: Date | null }

async function readPublished(sql: Sql, articleId: string): Promise<Published> {
  const corrections = await sql<ShownStory['corrections'][number]>(
    `select note, valid_from as "publishedAt" from delivery.publication
      where article = $1 and kind = 'correct' and not withheld order by valid_from`,
    [articleId],
  )
  const [live] = await sql<{ updated: Date }>(
    `select valid_from as updated from delivery.publication where article = $1 and valid_to is null`,
    [articleId],
  )
  return { corrections, updated: live?.updated ?? null }
}
