export type Comparison = {
  /** How often a sample of the first kind is larger than one of the second, ties halved; 0.5 where nobody can tell. */
  larger: number
  /** How far that is from 0.5, in standard deviations of what chance alone makes of it. */
  deviations: number
}

/** The Mann–Whitney U test with the normal approximation, fit for samples of more than 20 with few ties. */
export function compareRanks(first: readonly number[], second: readonly number[]): Comparison {
  const sorted = second.toSorted((one, other) => one - other)
  const below = first.map(value => (countBelow(sorted, value) + countUpTo(sorted, value)) / 2)
  const larger = below.reduce((sum, each) => sum + each, 0) / (first.length * second.length)
  const byChance = Math.sqrt((first.length + second.length + 1) / (12 * first.length * second.length))
  return { larger, deviations: (larger - 0.5) / byChance }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length >> 1
  return ((sorted[middle] ?? 0) + (sorted[sorted.length - 1 - middle] ?? 0)) / 2
}

const countBelow = (sorted: readonly number[], value: number) => place(sorted, each => each < value)
const countUpTo = (sorted: readonly number[], value: number) => place(sorted, each => each <= value)

function place(sorted: readonly number[], isBefore: (each: number) => boolean): number {
  const index = sorted.findIndex(each => !isBefore(each))
  return index === -1 ? sorted.length : index
}
