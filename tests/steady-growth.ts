/**
 * How much a series grows from its first to its last value if its noise is left out: the median of the slopes between all
 * pairs (Theil and Sen), times its length. One value that is off, or two, change nothing.
 */
export function steadyGrowth(values: readonly number[]): number {
  const slopes = values.flatMap((value, i) => values.slice(i + 1).map((later, gap) => (later - value) / (gap + 1)))
  return slopes.length === 0 ? 0 : median(slopes) * (values.length - 1)
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const [upper = 0, lower = upper] = [sorted[middle], sorted[middle - (sorted.length % 2 === 0 ? 1 : 0)]]
  return (upper + lower) / 2
}
