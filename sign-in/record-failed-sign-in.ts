import type { Sql } from '../database/sql.ts'
import { hashEmail, plainEmail } from './email-address.ts'

export type FailedSignIn = { reason: 'wrong' | 'paused'; email: string; address: string; userAgent: string }

/** How long a failure is kept; every new one sweeps out a hundred older. */
const keptDays = 90

/** One row for an operator. The same statement whether or not the account exists, so that its time tells nothing. */
export async function recordFailedSignIn(sql: Sql, secret: string, failed: FailedSignIn): Promise<void> {
  // What no account can have still gets its row.
  const email = plainEmail(failed.email)
  await sql(
    `with swept as (
       delete from sign_in.failure where id in (
         select id from sign_in.failure where at < now() - make_interval(days => $6) order by at limit 100
         for update skip locked))
     insert into sign_in.failure (reason, person, email_hash, address, user_agent)
     values ($1, (select id from "User" where email = $2), $3, $4, $5)`,
    [failed.reason, email, hashEmail(email, secret), failed.address, failed.userAgent.slice(0, 300), keptDays],
  )
}
