import type { Session } from '../access.ts'
import { inTransaction } from '../database/in-transaction.ts'
import { sqlOfPrisma, type Sql } from '../database/sql.ts'
import type { Context } from '../generated/keystone/types.ts'
import type { Act, Newsroom } from './act.ts'
import { recordReleaseFailure } from './record-release-failure.ts'
import { releaseStories } from './release-stories.ts'
import { lateAfterSeconds } from './schedule-state.ts'

/** A release whose time has come, its row locked. */
export type DueRelease = {
  id: string
  name: string
  version: number
  dueAt: Date
  secondsLate: number
  /** Who set the time. */
  personId: string | null
  personName: string | null
  attempts: number
  error: string | null
}

export type KeptRelease = { due: DueRelease; failure: unknown }

/**
 * Lets the one release go that has been due longest: all its stories at one moment, or none, exactly as its button
 * would, and on record as `schedule`. Any number of workers may ask at once: whose row lock it is does it. A release
 * that is refused is put off, and the refusal kept with it. Null when nothing is due.
 */
export async function releaseDue(context: Context<Session>, newsroom: Newsroom): Promise<KeptRelease | null> {
  let due: DueRelease | undefined
  try {
    await inTransaction(context, async tx => {
      due = await lockDueRelease(sqlOfPrisma(tx.prisma))
      if (due) await releaseStories(actOnSchedule(tx, newsroom, due), due.id, remarkOn(due))
    })
    return due ? { due, failure: null } : null
  } catch (failure) {
    const failed = due
    if (!failed) throw failure
    await inTransaction(context, tx => recordReleaseFailure(actOnSchedule(tx, newsroom, failed), failed, failure))
    return { due: failed, failure }
  }
}

/** Skips what others hold; what is still due then is found the next time. */
async function lockDueRelease(sql: Sql): Promise<DueRelease | undefined> {
  const [due] = await sql<DueRelease>(
    `select release.id, release.name, release.version, "releaseAt" as "dueAt",
            extract(epoch from clock_timestamp() - "releaseAt")::float8 as "secondsLate",
            person.id as "personId", person.name as "personName",
            "scheduleAttempts" as attempts, "scheduleError" as error
       from "Release" release left join "User" person on person.id = release."scheduledBy"
      where state = 'open' and "releaseAt" <= statement_timestamp()
        and ("scheduleRetryAt" is null or "scheduleRetryAt" <= statement_timestamp())
      order by "releaseAt", release.id limit 1
        for update of release skip locked`,
  )
  return due
}

/** The decision was made when the time was set; it stands when that person has left the newsroom since. */
function actOnSchedule({ prisma }: Context<Session>, newsroom: Newsroom, due: DueRelease): Act {
  return {
    prisma,
    sql: sqlOfPrisma(prisma),
    person: { id: due.personId ?? 'schedule', name: due.personName ?? 'Schedule', role: 'publisher' },
    onRecord: 'schedule',
    requestId: null,
    auditKey: newsroom.auditKey(),
  }
}

function remarkOn({ dueAt, secondsLate, personName }: DueRelease): string {
  const late = secondsLate > lateAfterSeconds ? `, ${Math.round(secondsLate)} s late` : ''
  return `Due at ${dueAt.toISOString()}${late}; scheduled by ${personName ?? 'somebody'}.`
}
