import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { readLocalTime, writeLocalTime } from '../../admin/panel/local-time.ts'

before(() => {
  process.env.TZ = 'Europe/Paris'
})

test('a time of an ordinary day means one instant, by summer time and by winter time', () => {
  assert.deepEqual(readLocalTime('2026-10-24T18:30'), { kind: 'once', at: '2026-10-24T16:30:00.000Z' })
  assert.deepEqual(readLocalTime('2026-10-26T18:30'), { kind: 'once', at: '2026-10-26T17:30:00.000Z' })
})

test('the hour that comes twice in the night of 25 October means two instants, an hour apart', () => {
  assert.deepEqual(readLocalTime('2026-10-25T02:30'), {
    kind: 'twice',
    first: '2026-10-25T00:30:00.000Z',
    second: '2026-10-25T01:30:00.000Z',
  })
  assert.equal(readLocalTime('2026-10-25T01:59').kind, 'once')
  assert.deepEqual(readLocalTime('2026-10-25T03:00'), { kind: 'once', at: '2026-10-25T02:00:00.000Z' })
})

test('the hour that the night of 29 March leaves out never comes, and stands for the one after it', () => {
  assert.deepEqual(readLocalTime('2026-03-29T02:30'), { kind: 'never', instead: '2026-03-29T01:30:00.000Z' })
  assert.deepEqual(readLocalTime('2026-03-29T03:00'), { kind: 'once', at: '2026-03-29T01:00:00.000Z' })
  assert.deepEqual(readLocalTime('2026-03-29T01:59'), { kind: 'once', at: '2026-03-29T00:59:00.000Z' })
})

test('an instant is written as the clock shows it, and read back as the same', () => {
  for (const at of ['2026-07-01T10:15:00.000Z', '2026-12-31T23:00:00.000Z', '2026-03-29T01:00:00.000Z'])
    assert.deepEqual(readLocalTime(writeLocalTime(new Date(at))), { kind: 'once', at })
})

test('what is no date and time is not read', () => {
  for (const text of ['', '2026-10-25', '2026-13-01T10:00', 'tomorrow', '2026-10-25T02:30Z'])
    assert.deepEqual(readLocalTime(text), { kind: 'unreadable' })
})
