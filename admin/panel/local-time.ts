/**
 * What a wall clock’s time means in the time zone of this computer: nights in which clocks change have times that come
 * twice, and times that never come. All results are ISO 8601 in UTC.
 */
export type LocalTime =
  | { kind: 'once'; at: string }
  /** The hour that is repeated: first by summer time, then by winter time. */
  | { kind: 'twice'; first: string; second: string }
  /** The hour that is left out; `instead` is as long after the change as the time named is after the gap’s begin. */
  | { kind: 'never'; instead: string }
  | { kind: 'unreadable' }

const minute = 60_000
/** By how much clocks are changed anywhere. */
const steps = [30, 60, 120].map(minutes => minutes * minute)

/** Reads `2026-10-25T02:30`, as an input for date and time gives it. */
export function readLocalTime(text: string): LocalTime {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text)) return { kind: 'unreadable' }
  const wanted = text.slice(0, 16)
  // A text without a zone is local by the standard, and means the first of two times.
  const at = new Date(wanted)
  if (Number.isNaN(at.getTime())) return { kind: 'unreadable' }
  if (writeLocalTime(at) !== wanted) return { kind: 'never', instead: at.toISOString() }
  const second = steps.map(step => new Date(at.getTime() + step)).find(later => writeLocalTime(later) === wanted)
  return second
    ? { kind: 'twice', first: at.toISOString(), second: second.toISOString() }
    : { kind: 'once', at: at.toISOString() }
}

/** The inverse, to the minute: `2026-10-25T02:30` by the clock of this computer. */
export function writeLocalTime(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const year = String(at.getFullYear()).padStart(4, '0')
  const day = `${year}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`
}
