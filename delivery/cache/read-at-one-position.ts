import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'

import { NewsroomError } from '../../errors.ts'
import { outageInWords, readRowsFrom, type ReadRows } from '../read-rows.ts'
import { readRowsNoting, type SeenPositions } from './note-positions.ts'

export type AtPosition<Value> = { value: Value; position: number }

type Asked<Value> = {
  pool: pg.Pool
  /** Readers have had answers of this position: an older one is not good enough. */
  least: number
  /** Asks its statements, perhaps several times, until all of them saw one state. */
  read: (readRows: ReadRows) => Promise<Value>
}

const looseTries = 2
const patienceMs = 1_000
const lagPauseMs = 20

/**
 * Reads an answer whose statements all saw what readers get at one position, and not before `least`. Mostly the
 * statements stand by themselves, on any connections, and agree; when a publication came between them they are asked
 * anew, in the end inside one snapshot. Throws UNAVAILABLE when the database lags behind `least` for too long.
 */
export async function readAtOnePosition<Value>({ pool, least, read }: Asked<Value>): Promise<AtPosition<Value>> {
  const began = performance.now()
  for (let tries = 1; ; tries++) {
    const seen = { least: Infinity, most: -Infinity }
    const value = tries <= looseTries ? await readLoosely(pool, seen, read) : await readInOneSnapshot(pool, seen, read)
    // An answer without a statement, as of the schema, is as good at any position.
    if (seen.least === Infinity) return { value, position: least }
    if (seen.least === seen.most && seen.least >= least) return { value, position: seen.least }
    if (performance.now() - began > patienceMs) throw lagging()
    if (seen.least < least) await pause(lagPauseMs)
  }
}

type Read<Value> = Asked<Value>['read']

const readLoosely = <Value>(pool: pg.Pool, seen: SeenPositions, read: Read<Value>) =>
  read(readRowsNoting(readRowsFrom(pool), seen))

async function readInOneSnapshot<Value>(pool: pg.Pool, seen: SeenPositions, read: Read<Value>): Promise<Value> {
  const client = await pool.connect().catch((error: unknown) => {
    throw outageInWords(error)
  })
  const readRows = oneByOne(readRowsFrom(client))
  let isWhole = false
  try {
    await readRows('begin isolation level repeatable read read only', [])
    const value = await read(readRowsNoting(readRows, seen))
    await readRows('commit', [])
    isWhole = true
    return value
  } finally {
    // A connection in the middle of something is closed, and not given to the next.
    client.release(!isWhole)
  }
}

/** Resolvers ask side by side; a connection takes one statement at a time. */
function oneByOne(readRows: ReadRows): ReadRows {
  let last: Promise<unknown> = Promise.resolve()
  return <Row extends pg.QueryResultRow>(text: string, values: unknown[]) => {
    const rows = last.then(() => readRows<Row>(text, values))
    last = rows.catch(() => {})
    return rows
  }
}

const lagging = () =>
  new NewsroomError(
    'UNAVAILABLE',
    'The database that was asked lags behind what readers have had already. Ask again in a moment.',
  )
