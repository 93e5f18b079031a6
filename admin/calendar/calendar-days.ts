import {
  getHoursInDay,
  parseDate,
  startOfWeek,
  toCalendarDate,
  toZoned,
  today,
  type CalendarDate,
  type ZonedDateTime,
} from '@internationalized/date'

export type Span = 'day' | 'week'

/** An hour of one day, as a clock on the wall shows it; the second of two equal ones in autumn has `again`. */
export type HourKey = { hour: number; again: boolean }
/** An hour that a day has: when it begins, and when the next one does. */
export type HourCell = HourKey & { start: ZonedDateTime; end: ZonedDateTime }
export type CalendarDay = { date: CalendarDate; hours: HourCell[] }

/** The days that are shown around a date; weeks begin on Monday, as newsrooms' do. */
export function daysShown(around: CalendarDate, span: Span, timeZone: string): CalendarDay[] {
  const first = span === 'week' ? startOfWeek(around, 'fr-FR') : around
  const count = span === 'week' ? 7 : 1
  return Array.from({ length: count }, (_, index) => dayOf(first.add({ days: index }), timeZone))
}

/** A day's real hours: 24 of them, but 23 and 25 where the clocks change. */
export function dayOf(date: CalendarDate, timeZone: string): CalendarDay {
  const midnight = toZoned(date, timeZone)
  const length = Math.round(getHoursInDay(date, timeZone))
  const starts = Array.from({ length: length + 1 }, (_, index) => midnight.add({ hours: index }))
  const hours = starts.slice(0, length).map((start, index) => ({
    hour: start.hour,
    again: starts[index - 1]?.hour === start.hour,
    start,
    end: starts[index + 1] ?? start.add({ hours: 1 }),
  }))
  return { date, hours }
}

/** The rows that a table of these days needs: each hour once, and the one that comes twice a second time. */
export function rowsOf(days: readonly CalendarDay[]): HourKey[] {
  const rows = new Map<string, HourKey>()
  for (const { hour, again } of days.flatMap(({ hours }) => hours)) rows.set(`${hour} ${again}`, { hour, again })
  return [...rows.values()].sort((one, other) => one.hour - other.hour || Number(one.again) - Number(other.again))
}

/** This day's hour in that row; none where the clocks leave it out, or show it once. */
export const cellIn = ({ hours }: CalendarDay, row: HourKey): HourCell | undefined =>
  hours.find(({ hour, again }) => hour === row.hour && again === row.again)

export const isWithin = ({ start, end }: HourCell, at: Date): boolean =>
  at.getTime() >= start.toDate().getTime() && at.getTime() < end.toDate().getTime()

/** A moment of that hour: this share of it, to a quarter of an hour. */
export const momentIn = ({ start }: HourCell, share: number): Date =>
  start.add({ minutes: Math.min(3, Math.max(0, Math.floor(share * 4))) * 15 }).toDate()

/** The date that an address names, else today. */
export function dateFrom(text: string | null, timeZone: string): CalendarDate {
  try {
    if (text && /^\d{4}-\d\d-\d\d$/.test(text)) return toCalendarDate(parseDate(text))
  } catch {
    // No day of any month.
  }
  return today(timeZone)
}
