import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CalendarDate } from '@internationalized/date'
import { cellIn, dateFrom, dayOf, daysShown, isWithin, momentIn, rowsOf } from '../../admin/calendar/calendar-days.ts'
import { offsetsOf, sayClock } from '../../admin/calendar/say-days.ts'

const paris = 'Europe/Paris'
const toWinter = new CalendarDate(2026, 10, 25)
const toSummer = new CalendarDate(2027, 3, 28)

test('in Paris the day on which the clocks go back has 25 hours, the one on which they go forward 23', () => {
  const lengths = [toWinter, toSummer, toWinter.add({ days: 1 })].map(date => dayOf(date, paris).hours.length)

  assert.deepEqual(lengths, [25, 23, 24])
})

test('the hour that comes twice has two rows, and the days around it one of them', () => {
  const days = daysShown(toWinter, 'week', paris)
  const rows = rowsOf(days).slice(2, 4)
  const [first, second] = rows.map(row => days.map(day => cellIn(day, row)?.start.toDate().toISOString() ?? null))

  assert.deepEqual(rows, [
    { hour: 2, again: false },
    { hour: 2, again: true },
  ])
  assert.deepEqual(first?.slice(5), ['2026-10-24T00:00:00.000Z', '2026-10-25T00:00:00.000Z'])
  assert.deepEqual(second?.slice(5), [null, '2026-10-25T01:00:00.000Z'])
})

test('the hour that the clocks leave out is no place to drop a story', () => {
  const days = daysShown(toSummer, 'week', paris)
  const cells = days.map(day => cellIn(day, { hour: 2, again: false }))

  assert.deepEqual(
    cells.map(cell => cell !== undefined),
    [true, true, true, true, true, true, false],
  )
})

test('a moment stands in the hour it belongs to, also in the night when clocks show it twice', () => {
  const { hours } = dayOf(toWinter, paris)
  const at = new Date('2026-10-25T01:30:00Z')
  const cells = hours.filter(cell => isWithin(cell, at))

  assert.deepEqual(
    cells.map(({ hour, again }) => ({ hour, again })),
    [{ hour: 2, again: true }],
  )
  assert.equal(sayClock(at, paris, 'en', true), '02:30 CET')
})

test('what is dropped on an hour lands on a quarter of it', () => {
  const [cell] = dayOf(toWinter, paris).hours
  const moments = [0, 0.3, 0.5, 0.99, 1, -0.1].map(share => (cell ? momentIn(cell, share).toISOString() : ''))

  assert.deepEqual(
    moments.map(moment => moment.slice(11, 16)),
    ['22:00', '22:15', '22:30', '22:45', '22:45', '22:00'],
  )
})

test('a week begins on Monday, and says all offsets that it has', () => {
  const days = daysShown(toWinter, 'week', paris)

  assert.equal(days[0]?.date.toString(), '2026-10-19')
  assert.equal(offsetsOf(days, paris, 'en'), 'UTC+2 → UTC+1')
})

test('an address that names no day shows today', () => {
  const today = dateFrom(null, paris).toString()

  assert.equal(dateFrom('2026-10-25', paris).toString(), '2026-10-25')
  assert.deepEqual([dateFrom('2026-13-45', paris).toString(), dateFrom('soon', paris).toString()], [today, today])
})
