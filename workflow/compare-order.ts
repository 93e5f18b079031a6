import { diffArrays } from 'diff'

/** An id that came into a list, left it, or went past others that stayed; places are 1, 2, 3 …, null where it is not. */
export type OrderChange = { id: string; change: 'ADDED' | 'REMOVED' | 'MOVED'; from: number | null; to: number | null }

/** A thousand rows dragged about one by one: nobody does it, and a longer search would hold up everybody else. */
const mostMoves = 1_000

/** What has to be done to `from` to make it `to`, in the order of `to`, removed ones first; an id stands once in a list. */
export function compareOrder(from: readonly string[], to: readonly string[]): OrderChange[] {
  const [before, after] = [placesOf(from), placesOf(to)]
  const moved = movedIds(from, to)
  const removed = from.filter(id => !after.has(id))
  return [
    ...removed.map(id => ({ id, change: 'REMOVED' as const, from: before.get(id) ?? null, to: null })),
    ...to.flatMap((id, index): OrderChange[] => {
      const place = before.get(id) ?? null
      if (place === null) return [{ id, change: 'ADDED', from: null, to: index + 1 }]
      return moved.has(id) ? [{ id, change: 'MOVED', from: place, to: index + 1 }] : []
    }),
  ]
}

/** As few as make the order right; beyond the limit, each that has another place. */
function movedIds(from: readonly string[], to: readonly string[]): Set<string> {
  const changes = diffArrays([...from], [...to], { maxEditLength: mostMoves })
  if (!changes) return new Set(to.filter((id, index) => from[index] !== id))
  const taken = new Set(changes.flatMap(({ removed, value }) => (removed ? value : [])))
  return new Set(changes.flatMap(({ added, value }) => (added ? value.filter(id => taken.has(id)) : [])))
}

const placesOf = (ids: readonly string[]) => new Map(ids.map((id, index) => [id, index + 1]))
