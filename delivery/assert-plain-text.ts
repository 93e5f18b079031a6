import { NewsroomError } from '../errors.ts'

const longest = 300

/** Refuses what no slug, id, language or kind can be; PostgreSQL would fail on a NUL. Absent and empty are left alone. */
export function assertPlainText(argument: string, value: string | null | undefined): void {
  if (value === null || value === undefined) return
  // Control characters are what is looked for here.
  // eslint-disable-next-line no-control-regex
  if (value.length <= longest && !/[\u0000-\u001f\u007f]/.test(value)) return
  throw new NewsroomError(
    'INVALID_INPUT',
    `“${argument}” is longer than ${longest} characters or holds a control character. Pass it as an earlier answer gave it.`,
  )
}
