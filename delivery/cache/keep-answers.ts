import { LRUCache } from 'lru-cache'

import type { ReadyAnswer } from './ready-answer.ts'

/** Ready answers under their keys, within a bound of bytes: what was asked for longest ago goes first. */
export type KeptAnswers = {
  get(key: string): ReadyAnswer | undefined
  keep(key: string, answer: ReadyAnswer): void
  /** Drops every answer that depends on one of these; gives how many. */
  drop(dependencies: readonly string[]): number
  clear(): void
  figures(): { entries: number; bytes: number }
}

/** One answer may take so much of the memory; a larger one is not kept. */
const largestShare = 1 / 8

export function keepAnswers(bytes: number): KeptAnswers {
  const dependants = new Map<string, Set<string>>()
  const answers =
    bytes > 0
      ? new LRUCache<string, ReadyAnswer>({
          maxSize: bytes,
          maxEntrySize: Math.ceil(bytes * largestShare),
          sizeCalculation: (answer, key) => weigh(key, answer),
          dispose: (answer, key) => forget(key, answer),
        })
      : undefined

  function forget(key: string, { dependencies }: ReadyAnswer): void {
    for (const dependency of dependencies) {
      const keys = dependants.get(dependency)
      keys?.delete(key)
      if (keys?.size === 0) dependants.delete(dependency)
    }
  }

  function keep(key: string, answer: ReadyAnswer): void {
    // Replacing an answer forgets the old one's dependencies: the new one's are noted after it.
    if (!answers?.set(key, answer, { ttl: answer.keepForMs }).has(key)) return
    for (const dependency of answer.dependencies) {
      const keys = dependants.get(dependency) ?? new Set()
      dependants.set(dependency, keys.add(key))
    }
  }

  function drop(dependencies: readonly string[]): number {
    const keys = new Set(dependencies.flatMap(dependency => [...(dependants.get(dependency) ?? [])]))
    for (const key of keys) answers?.delete(key)
    return keys.size
  }

  return {
    get: key => answers?.get(key),
    keep,
    drop,
    clear: () => answers?.clear(),
    figures: () => ({ entries: answers?.size ?? 0, bytes: answers?.calculatedSize ?? 0 }),
  }
}

/** Reckoned, not measured: headers and the like take about a kilobyte, a place in an index about a hundred bytes. */
const weigh = (key: string, { body, dependencies }: ReadyAnswer) =>
  body.length + 2 * key.length + 1_000 + 100 * dependencies.length
