import { NewsroomError } from '../errors.ts'

/** Where a page ends or begins: the row's sort key, as the database writes it, and its id. */
export type ListCursor = { key: string; id: string }

export const encodeCursor = ({ key, id }: ListCursor): string =>
  Buffer.from(JSON.stringify([key, id])).toString('base64url')

/** INVALID_INPUT for what `encodeCursor` has not written. */
export function decodeCursor(cursor: string): ListCursor {
  const [key, id] = parse(cursor)
  if (typeof key === 'string' && typeof id === 'string') return { key, id }
  throw new NewsroomError('INVALID_INPUT', 'This page’s address is damaged. Go back to the first page.')
}

function parse(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(parsed) ? parsed : []
  } catch {
    return []
  }
}
