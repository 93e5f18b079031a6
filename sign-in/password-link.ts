import type { Sql } from '../database/sql.ts'
import { hashToken, makeToken } from './session-cookie.ts'

/** The one mutation, besides signing in and out, that a stranger may send. */
export const passwordLinkMutation = 'setPasswordWithLink'

const validHours = 24

/** The token of a link with which this person can set a new password, once, within 24 hours; older links are void. */
export async function makePasswordLink(sql: Sql, { userId, by }: { userId: string; by: string }): Promise<string> {
  const token = makeToken()
  await sql(
    `insert into sign_in.password_link (person, token_hash, created_by, expires_at)
     values ($1, $2, $3, clock_timestamp() + make_interval(hours => $4::int))
     on conflict (person) do update set token_hash = excluded.token_hash, created_by = excluded.created_by,
       created_at = clock_timestamp(), expires_at = excluded.expires_at`,
    [userId, hashToken(token), by, validHours],
  )
  return token
}

/** Uses a link up, and gives whose it is; null for one that is used, too old or made up. Of two at once one gets it. */
export async function takePasswordLink(sql: Sql, token: string): Promise<string | null> {
  const [link] = await sql<{ person: string; isFresh: boolean }>(
    `delete from sign_in.password_link where token_hash = $1
     returning person, expires_at > clock_timestamp() as "isFresh"`,
    [hashToken(token)],
  )
  return link?.isFresh ? link.person : null
}
