import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DriverAdapterError } from '@prisma/driver-adapter-utils'
import { databaseRefusal, isConflict } from '../../server/database-errors.ts'

const withCode = (code: string, message = 'something') => Object.assign(new Error(message), { code })

/** Each was seen while a database was killed, frozen, full or away. */
const outages: [what: string, error: Error][] = [
  ['Prisma at a query', withCode('P2039', 'Database error. Code: `57P01`. Message: `terminating connection`')],
  ['Prisma at a raw statement', withCode('P2010', 'Raw query failed. Code: `57P03`. Message: `is starting up`')],
  ['a hook, of which Keystone keeps the message', new Error('Raw query failed. Code: `57P02`. Message: `crash`')],
  [
    'GraphQL around pg',
    new Error('x', { cause: new Error('Client has encountered a connection error and is not queryable') }),
  ],
  ['pg, whose connection broke', new Error('Connection terminated unexpectedly')],
  ['pg, that waited for a connection', new Error('timeout exceeded when trying to connect')],
  ['pg, that waited for an answer', new Error('Query read timeout')],
  ['PostgreSQL, that ended a statement', withCode('57014')],
  ['Prisma, that waited for a transaction', withCode('P2028')],
  ['the system', withCode('ECONNREFUSED')],
  ['Prisma’s adapter, whose connection was reset', new DriverAdapterError({ kind: 'ConnectionClosed' })],
  ['Prisma, of a connection that was reset', new Error('Code: `N/A`. Message: `Server has closed the connection.`')],
]

test('a database that is away is said to be away, however it is found out', () => {
  for (const [what, error] of outages) {
    const refusal = databaseRefusal(error)

    assert.equal(refusal?.code, 'UNAVAILABLE', what)
    assert.match(refusal.message, /^The database does not answer/, what)
  }
})

test('a database whose disk is full is told apart, though only the innermost cause knows', () => {
  const error = new Error('could not write to file "pg_wal/xlogtemp.1"', { cause: { kind: 'postgres', code: '53100' } })

  assert.match(databaseRefusal(error)?.message ?? '', /^The database has no room left/)
})

test('what people did to one another is a conflict and no outage, and a fault of ours is neither', () => {
  const conflict = new Error('Raw query failed. Code: `40P01`. Message: `deadlock detected`')

  assert.equal(isConflict(conflict), true)
  assert.match(databaseRefusal(conflict)?.message ?? '', /^Others changed/)
  assert.equal(databaseRefusal(new TypeError('x is not a function')), undefined)
})
