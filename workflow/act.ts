import { assertSignedIn, type Person, type Session } from '../access.ts'
import { sqlOfPrisma, type Sql } from '../database/sql.ts'
import type { Context } from '../generated/keystone/types.ts'

/** What the workflow needs of the program around it; keystone.ts provides it. */
export type Newsroom = {
  /** The secret of the audit chain's HMAC, kept outside the database. */
  auditKey: () => string
  /** The request that is being answered, if one is. */
  requestId: () => string | null
}

/** One person's act inside one transaction: all of it is kept, or nothing. */
export type Act = {
  prisma: Context['prisma']
  sql: Sql
  person: Person
  /** Who the audit entry names: the person, or the script that acts in their place. */
  onRecord: string
  requestId: string | null
  auditKey: string
}

/** `context` must be inside a transaction; NOT_SIGNED_IN when nobody is signed in. */
export function beginAct(context: Context<Session>, newsroom: Newsroom): Act {
  const person = assertSignedIn(context.session)
  return {
    prisma: context.prisma,
    sql: sqlOfPrisma(context.prisma),
    person,
    onRecord: context.session?.onRecord ?? person.id,
    requestId: newsroom.requestId(),
    auditKey: newsroom.auditKey(),
  }
}
