import { Refusal } from '../errors.ts'
import type { Sql } from '../database/sql.ts'

/** A window of a browser that says of itself every few seconds that it has a story open. */
export type Announcement = { articleId: string; personId: string; tab: string; isWriting: boolean }

/** Somebody else, or oneself in another window. */
export type Presence = { personId: string; name: string; isWriting: boolean; isYou: boolean }

/** A window that was not heard of for so long is gone: three of its announcements are missing. */
export const goneAfterSeconds = 30
const mostWindows = 50
const mostAnswered = 50

/** Notes that this window has the story open, and answers who else has, by name. */
export async function announcePresence(sql: Sql, announcement: Announcement): Promise<Presence[]> {
  assertTab(announcement.tab)
  await forgetGone(sql)
  await note(sql, announcement)
  return othersOn(sql, announcement)
}

/** Forgets this window at once, as it was closed. */
export async function withdrawPresence(sql: Sql, { articleId, personId, tab }: Announcement): Promise<void> {
  await sql(`delete from desk.presence where article = $1 and person = $2 and tab = $3`, [articleId, personId, tab])
}

/** Rows that another window is just taking away are left to it: nobody waits for anybody here. */
async function forgetGone(sql: Sql): Promise<void> {
  await sql(
    `delete from desk.presence where ctid = any(array(
       select ctid from desk.presence
        where seen_at < clock_timestamp() - make_interval(secs => $1::int) limit 100 for update skip locked))`,
    [goneAfterSeconds],
  )
}

async function note(sql: Sql, { articleId, personId, tab, isWriting }: Announcement): Promise<void> {
  await sql(
    `insert into desk.presence (article, person, tab, is_writing)
     select $1, $2, $3, $4::boolean
      where (select count(*) from desk.presence where person = $2 and tab <> $3) < $5::int
         on conflict (article, person, tab)
         do update set is_writing = excluded.is_writing, seen_at = clock_timestamp()`,
    [articleId, personId, tab, isWriting, mostWindows],
  )
}

/** One row a person, and one for all other windows of one's own; those who write first. */
function othersOn(sql: Sql, { articleId, personId, tab }: Announcement): Promise<Presence[]> {
  return sql<Presence>(
    `select p.person as "personId", u.name, bool_or(p.is_writing) as "isWriting", p.person = $2 as "isYou"
       from desk.presence p join "User" u on u.id = p.person
      where p.article = $1 and not (p.person = $2 and p.tab = $3)
        and p.seen_at >= clock_timestamp() - make_interval(secs => $4::int)
      group by p.person, u.name
      order by bool_or(p.is_writing) desc, min(p.since), p.person limit $5::int`,
    [articleId, personId, tab, goneAfterSeconds, mostAnswered],
  )
}

function assertTab(tab: string): void {
  if (/^[0-9a-zA-Z-]{8,36}$/.test(tab)) return
  throw new Refusal('INVALID_INPUT', {
    en: 'Name the window by 8 to 36 letters, digits and hyphens.',
    fr: 'Nommez la fenêtre par 8 à 36 lettres, chiffres et traits d’union.',
  })
}
