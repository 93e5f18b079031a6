const exact = new Intl.DateTimeFormat('en-GB', {
  ...({ day: 'numeric', month: 'long', year: 'numeric' } as const),
  ...({ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const),
})
const ago = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const steps = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** “23 November 2026 at 14:05 CET”, in the time zone of whoever reads it. */
export const sayTime = (iso: string): string => exact.format(new Date(iso))

/** “3 hours ago”; after a month the date says more. */
export function sayHowLongAgo(iso: string, now: Date = new Date()): string {
  const seconds = (new Date(iso).getTime() - now.getTime()) / 1000
  if (Math.abs(seconds) > 30 * 86_400) return sayTime(iso)
  const step = steps.find(([, length]) => Math.abs(seconds) >= length)
  return step ? ago.format(Math.round(seconds / step[1]), step[0]) : 'just now'
}
