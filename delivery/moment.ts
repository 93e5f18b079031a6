import { NewsroomError } from '../errors.ts'

/** The instant at which a question is asked: null is “as it stands”. Everything below a root field inherits it. */
export type Moment = Date | null

/** SQL for “this publication was what readers got”, where `$1` is the moment. Withheld ones are shown at no instant. */
export const shownPublication = (row: string, moment: Moment) => `${current(row, moment)} and not ${row}.withheld`

/** SQL for “this interval holds the moment”, where `$1` is the moment: two texts, so that each finds its own index. */
export const current = (row: string, moment: Moment) =>
  moment === null
    ? `${row}.valid_to is null and $1::timestamptz is null`
    : `${row}.valid_from <= $1::timestamptz and (${row}.valid_to is null or ${row}.valid_to > $1::timestamptz)`

/** The same for a row of `delivery.publication_tag`; the last condition follows from the first, and bounds the index. */
export const filed = (row: string, moment: Moment) =>
  moment === null ? current(row, moment) : `${current(row, moment)} and ${row}.first_published <= $1::timestamptz`

/**
 * SQL for “this column is that id”. Only B-trees serve this: written plainly, PostgreSQL takes the GiST index of the
 * constraint that keeps intervals apart for cheaper, and spends 54 µs instead of 2 on each lookup (20,000 tags).
 */
export const isId = (column: string, id: string) => `${column} = any (array[${id}])`

/** The argument of root fields that says when. */
export type AsOf = { asOf?: Date | null }

/** Reads a root field's `asOf`. Throws `FUTURE_AS_OF` for an instant that has not come. */
export function momentAsked(asOf: Date | null | undefined, now: Date): Moment {
  if (!asOf) return null
  if (asOf <= now) return asOf
  throw new NewsroomError(
    'FUTURE_AS_OF',
    `asOf says ${asOf.toISOString()}, which lies in the future; it is ${now.toISOString()} now. Ask for an instant that has passed, or leave asOf out.`,
  )
}
