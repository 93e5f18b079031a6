import { isAtLeast, type Person } from '../access.ts'
import type { Sql } from '../database/sql.ts'
import { atHand } from './article-views.ts'
import { releaseColumns, type ReleaseLine } from './release-line.ts'
import { lineColumns, lineOf, lineTables, updatedAt, type LineRow, type StoryLine } from './story-line.ts'

export const deskParts = ['sentBack', 'toReview', 'toPublish', 'inProgress', 'goesLive', 'leaves', 'published'] as const
export type DeskPart = (typeof deskParts)[number]

/** What each part shows at most; whoever wants more has the list. */
export const deskShows = 12

type Part = { picks: string; order: string; isFor?: (person: Person) => boolean }

const notOwnText = `a.author is distinct from $1::text and not coalesce(a.contributors, '[]') ? $1::text`
const waitsForRelease = `exists (
  select from "_Article_releases" held join "Release" r on r.id = held."B"
   where held."A" = a.id and r.state = 'open' and r."releaseAt" is not null)`
const isNews = `a."approvedRevision" is distinct from a."liveRevision"`
/** In the words of its index. */
const isInProgress = `(a.state <> 'approved' or ${isNews})`

/** In SQL; `$1` is the person. What waited longest comes first, of one's own what was touched last. */
const parts: Record<DeskPart, Part> = {
  sentBack: {
    picks: `a.author = $1::text and a.state = 'changes_requested' and ${isInProgress} and ${atHand}`,
    order: `${updatedAt} desc`,
  },
  toReview: {
    picks: `a.state = 'in_review' and ${notOwnText} and ${atHand}`,
    order: updatedAt,
    isFor: person => isAtLeast(person, 'editor'),
  },
  toPublish: {
    picks: `a.state = 'approved' and ${isNews} and a."publishAt" is null and a."killedAt" is null
      and not ${waitsForRelease} and ${atHand}`,
    order: updatedAt,
    isFor: person => isAtLeast(person, 'publisher'),
  },
  inProgress: {
    picks: `a.author = $1::text and a.state <> 'changes_requested' and ${isInProgress} and ${atHand}`,
    order: `${updatedAt} desc`,
  },
  goesLive: { picks: `a."publishAt" is not null`, order: `a."publishAt"` },
  leaves: { picks: `a."unpublishAt" is not null and a."liveRevision" is not null`, order: `a."unpublishAt"` },
  published: {
    picks: `a."firstPublished" is not null and a."liveRevision" is not null`,
    order: `a."firstPublished" desc`,
  },
}

/** The stories of this person's desk, a part at a time, in one statement that reads a few rows for each. */
export async function readDesk(sql: Sql, person: Person): Promise<Record<DeskPart, StoryLine[]>> {
  const rows = await sql<LineRow & { part: DeskPart }>(deskStatement(person), [person.id])
  const linesOf = (part: DeskPart) => rows.filter(row => row.part === part).map(row => lineOf(row, person))
  const shown = deskParts.map(part => [part, linesOf(part)] as const)
  return Object.fromEntries(shown) as Record<DeskPart, StoryLine[]> // one for each part
}

export function deskStatement(person: Person): string {
  const picked = deskParts.filter(part => parts[part].isFor?.(person) ?? true).map(pick)
  return `
    with picked as materialized (${picked.join(' union all ')})
    select ${lineColumns}, picked.part from ${lineTables} order by picked.part, picked.place`
}

const pick = (part: DeskPart) =>
  `select '${part}' as part, id, row_number() over () as place from (
     select a.id from "Article" a where ${parts[part].picks} order by ${parts[part].order}, a.id limit ${deskShows}
   ) as ${part}`

/** Open releases, the next one first, those without a time last. */
export async function readReleasesComing(sql: Sql): Promise<ReleaseLine[]> {
  return sql<ReleaseLine>(
    `select ${releaseColumns} from "Release" r where r.state = 'open'
      order by r."releaseAt" nulls last, r.name limit ${deskShows}`,
  )
}
