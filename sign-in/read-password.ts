import type { Sql } from '../database/sql.ts'
import { plainEmail } from './email-address.ts'

/** An account and the hash of its password, for no other use than to see whether it stays the same. */
export type KnownPassword = { id: string; password: string | null }

const columns = `select id, password from "User" where email = $1`

export async function readPassword(sql: Sql, { email }: { email: string }): Promise<KnownPassword | undefined> {
  const [known] = await sql<KnownPassword>(columns, [plainEmail(email)])
  return known
}

/** Whether the password is another by now; waits for whoever is just setting one. */
export async function isPasswordReplaced(
  sql: Sql,
  { email }: { email: string },
  before: KnownPassword | undefined,
): Promise<boolean> {
  const [now] = await sql<KnownPassword>(`${columns} for share`, [plainEmail(email)])
  return now?.password !== before?.password
}
