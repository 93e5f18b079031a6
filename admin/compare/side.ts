/** One side of a comparison, as its address names it: a revision’s number, or what editors work on, or what readers get. */
export type Side = number | 'working' | 'live'

/** Reads `3`, `live` or `working`; anything else is the side that stands in for it. */
export function readSide(text: string | null, otherwise: Side): Side {
  if (text === 'live' || text === 'working') return text
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : otherwise
}

/** As the authoring API takes it. */
export const asRevisionRef = (side: Side) =>
  typeof side === 'number' ? { number: side } : { copy: side === 'live' ? 'LIVE' : 'WORKING_COPY' }
