import type { Session } from '../access.ts'
import { inTransaction } from '../database/in-transaction.ts'
import { sqlOfPrisma, type Sql } from '../database/sql.ts'
import type { Context } from '../generated/keystone/types.ts'
import type { Act, Newsroom } from './act.ts'
import { performTransition } from './perform-transition.ts'
import { recordScheduleFailure } from './record-schedule-failure.ts'
import { lateAfterSeconds } from './schedule-state.ts'

export type DueMove = 'publish' | 'unpublish'

/** A story whose time has come, its row locked. */
export type DueStory = {
  id: string
  headline: string
  version: number
  move: DueMove
  dueAt: Date
  secondsLate: number
  /** Who set the time of going live. */
  personId: string | null
  personName: string | null
  attempts: number
  error: string | null
}

export type Kept = { due: DueStory; failure: unknown }

/**
 * Makes the one move that has been due longest, or that of one article, exactly as its button would: in one transaction,
 * and on record as `schedule`. The database's clock decides, and any number of workers may ask at once: whose row lock
 * it is makes the move. A move that is refused is put off, and the refusal kept with the story. Null when nothing is due.
 */
export async function keepDueSchedule(
  context: Context<Session>,
  newsroom: Newsroom,
  { move, articleId = null }: { move: DueMove; articleId?: string | null },
): Promise<Kept | null> {
  let due: DueStory | undefined
  try {
    await inTransaction(context, async tx => {
      due = await lockDueStory(sqlOfPrisma(tx.prisma), move, articleId)
      if (due) await perform(actOnSchedule(tx, newsroom, due), due)
    })
    return due ? { due, failure: null } : null
  } catch (failure) {
    const failed = due
    if (!failed) throw failure
    await inTransaction(context, tx => recordScheduleFailure(actOnSchedule(tx, newsroom, failed), failed, failure))
    return { due: failed, failure }
  }
}

const isDue: Record<DueMove, string> = {
  publish: `"publishAt" <= statement_timestamp()`,
  unpublish: `"unpublishAt" <= statement_timestamp() and "liveRevision" is not null`,
}

/** Skips what others hold: another worker, or somebody who is saving; what is still due then is found the next time. */
async function lockDueStory(sql: Sql, move: DueMove, articleId: string | null): Promise<DueStory | undefined> {
  const [due] = await sql<DueStory>(
    `select story.id, story.headline, story.version, '${move}' as move, "${move}At" as "dueAt",
            extract(epoch from clock_timestamp() - "${move}At")::float8 as "secondsLate",
            person.id as "personId", person.name as "personName",
            "scheduleAttempts" as attempts, "scheduleError" as error
       from "Article" story left join "User" person on person.id = story."scheduledBy"
      where ${isDue[move]}
        and ("scheduleRetryAt" is null or "scheduleRetryAt" <= statement_timestamp())
        and ($1::text is null or story.id = $1)
      order by "${move}At", story.id limit 1
        for update of story skip locked`,
    [articleId],
  )
  return due
}

/**
 * The decision was made when the time was set, by somebody who might make it; it stands when they have left the
 * newsroom since.
 */
function actOnSchedule({ prisma }: Context<Session>, newsroom: Newsroom, due: DueStory): Act {
  const { personId, personName } = due
  return {
    prisma,
    sql: sqlOfPrisma(prisma),
    person: { id: personId ?? 'schedule', name: personName ?? 'Schedule', role: 'publisher' },
    onRecord: 'schedule',
    requestId: null,
    auditKey: newsroom.auditKey(),
  }
}

async function perform(act: Act, due: DueStory): Promise<void> {
  const { id: articleId, version, move: name } = due
  const remark = remarkOn(due)
  if (name === 'publish') await performTransition(act, { articleId, name, version, answers: {}, remark })
  else await performTransition(act, { articleId, name, version, answers: { reason: remark } })
}

function remarkOn({ move, dueAt, secondsLate, personName }: DueStory): string {
  const late = secondsLate > lateAfterSeconds ? `, ${Math.round(secondsLate)} s late` : ''
  if (move === 'unpublish') return `Its time with readers ended at ${dueAt.toISOString()}${late}.`
  return `Due at ${dueAt.toISOString()}${late}; scheduled by ${personName ?? 'somebody'}.`
}
