import type { Person } from '../access.ts'
import type { Sql } from '../database/sql.ts'
import { Refusal } from '../errors.ts'
import { lateAfterSeconds } from '../workflow/schedule-state.ts'
import { atHand, visibleTo } from './article-views.ts'
import { releaseColumns, type ReleaseLine } from './release-line.ts'
import { lineColumns, lineOf, lineTables, type LineRow, type StoryLine } from './story-line.ts'

export const calendarKinds = ['goesLive', 'wentLive', 'leaves', 'embargo', 'release', 'released'] as const
export type CalendarKind = (typeof calendarKinds)[number]

/** Something that happens, or has happened, at a time: to a story or to a release. */
export type CalendarEntry = {
  kind: CalendarKind
  at: Date
  story: StoryLine | null
  release: ReleaseLine | null
}

export type Span = { from: Date; to: Date }
export type Calendar = {
  /** What falls into the span, in order of time. */
  entries: CalendarEntry[]
  /** What is late or failed, whenever it was due. */
  overdue: CalendarEntry[]
  /** There was more than fits. */
  isCut: boolean
}

const longestDays = 42
export const mostOfAKind = 300

type Kind = { at: string; picks: string }
const storyKinds: Record<Exclude<CalendarKind, 'release' | 'released'>, Kind> = {
  goesLive: { at: `a."publishAt"`, picks: 'true' },
  wentLive: { at: `a."firstPublished"`, picks: `a."liveRevision" is not null` },
  leaves: { at: `a."unpublishAt"`, picks: `(a."liveRevision" is not null or a."publishAt" is not null)` },
  embargo: { at: `a."embargoedUntil"`, picks: atHand },
}
const releaseKinds: Record<'release' | 'released', Kind> = {
  release: { at: `r."releaseAt"`, picks: `r.state = 'open'` },
  released: { at: `r."releasedAt"`, picks: `r.state = 'released'` },
}

/** What goes out, comes back and may go out in a span, and what should have; two statements, however much there is. */
export async function readCalendar(sql: Sql, person: Person, span: Span): Promise<Calendar> {
  assertSpan(span)
  const values = [person.id, span.from.toISOString(), span.to.toISOString()]
  const stories = await sql<LineRow & Found>(storiesStatement(person), values)
  const releases = await sql<ReleaseLine & Found>(releasesStatement, values)
  const found = [
    ...stories.map(row => foundOf(row, { story: lineOf(row, person), release: null })),
    ...releases.map(row => foundOf(row, { story: null, release: row })),
  ].sort((one, other) => one.entry.at.getTime() - other.entry.at.getTime())
  return {
    entries: found.filter(({ isOverdue }) => !isOverdue).map(({ entry }) => entry),
    overdue: found.filter(({ isOverdue }) => isOverdue).map(({ entry }) => entry),
    isCut: found.some(({ place }) => place > mostOfAKind),
  }
}

type Found = { kind: CalendarKind; at: Date; isOverdue: boolean; place: number }

const foundOf = ({ kind, at, isOverdue, place }: Found, what: Pick<CalendarEntry, 'story' | 'release'>) => ({
  entry: { kind, at, ...what },
  isOverdue,
  place,
})

function assertSpan({ from, to }: Span): void {
  const days = (to.getTime() - from.getTime()) / 86_400_000
  if (days > 0 && days <= longestDays) return
  throw new Refusal('INVALID_INPUT', {
    en: `A calendar shows from one moment to a later one, at most ${longestDays} days apart; ${from.toISOString()} to ${to.toISOString()} was asked for.`,
    fr: `Un calendrier va d’un moment à un moment ultérieur, sur ${longestDays} jours au plus ; de ${from.toISOString()} à ${to.toISOString()} a été demandé.`,
  })
}

/** `$1` is the person, `$2` and `$3` are the span. */
export function storiesStatement(person: Person): string {
  const seen = visibleTo(person)
  const kinds = Object.entries(storyKinds).map(([kind, { at, picks }]) =>
    pick(`"Article" a`, { kind, at, id: 'a.id', where: `${picks} and ${seen} and ${inSpan(at)}` }),
  )
  const due = [
    pick(`"Article" a`, { ...late('goesLive', `a."publishAt"`), id: 'a.id', where: isDue(`a."publishAt"`, 'a') }),
    pick(`"Article" a`, {
      ...late('leaves', `a."unpublishAt"`),
      id: 'a.id',
      where: `a."liveRevision" is not null and ${isDue(`a."unpublishAt"`, 'a')}`,
    }),
  ]
  return `
    with picked as materialized (${[...kinds, ...due].join(' union all ')})
    select ${lineColumns}, picked.kind, picked.at, picked."isOverdue", picked.place from ${lineTables}
     where $1::text is not null`
}

export const releasesStatement = `
  with picked as materialized (${[
    ...Object.entries(releaseKinds).map(([kind, { at, picks }]) =>
      pick(`"Release" r`, { kind, at, id: 'r.id', where: `${picks} and ${inSpan(at)}` }),
    ),
    pick(`"Release" r`, {
      ...late('release', `r."releaseAt"`),
      id: 'r.id',
      where: `r.state = 'open' and ${isDue(`r."releaseAt"`, 'r')}`,
    }),
  ].join(' union all ')})
  select ${releaseColumns}, picked.kind, picked.at, picked."isOverdue", picked.place
    from picked join "Release" r on r.id = picked.id where $1::text is not null`

type Picked = { kind: string; at: string; id: string; where: string; isOverdue?: boolean }

function pick(table: string, { kind, at, id, where, isOverdue = false }: Picked): string {
  return `select '${kind}' as kind, id, at, ${isOverdue} as "isOverdue", row_number() over ()::int as place from (
    select ${id} as id, ${at} as at from ${table} where ${where} order by ${at} limit ${mostOfAKind + 1}) as found`
}

function late(kind: CalendarKind, at: string) {
  return { kind, at, isOverdue: true }
}

function inSpan(at: string): string {
  return `${at} >= $2::timestamptz and ${at} < $3::timestamptz`
}

/** Due for longer than a worker that runs needs; one that failed is due too. */
function isDue(at: string, row: 'a' | 'r'): string {
  return `${at} is not null and (${at} < statement_timestamp() - interval '${lateAfterSeconds} s'
    or (${row}."scheduleError" is not null and ${at} < statement_timestamp()))`
}
