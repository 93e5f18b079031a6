import { NewsroomError } from '../errors.ts'

const longest = 300

/** Refuses what no slug, id, language or kind can be; PostgreSQL would fail on a NUL. Absent and empty are left alone. */
export function assertPlainText(argument: string, value: string | null | undefined): void {
  if (value === null || value === undefined) return
  if (value.length <= longest && !/\p{Cc}/u.test(value)) return
  throw new NewsroomError(
    'INVALID_INPUT',
    `“${argument}” is longer than ${longest} characters or holds a control character. Pass it as an earlier answer gave it.`,
  )
}
