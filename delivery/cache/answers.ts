import type pg from 'pg'

import type { ReadRows } from '../read-rows.ts'
import { dependenciesOf } from './dependencies-of.ts'
import { keepAnswers } from './keep-answers.ts'
import { readAtOnePosition } from './read-at-one-position.ts'
import type { PublicChange } from './read-changes.ts'
import type { ReadyAnswer } from './ready-answer.ts'
import type { ChangeWatch } from './watch-changes.ts'

/** Reads and prints an answer, with statements through `readRows` alone. May be called several times, and throws. */
export type ComputeAnswer = (readRows: ReadRows) => Promise<ReadyAnswer>

export type AnswerFigures = Readonly<{
  hits: number
  misses: number
  /** Answers that a question got from another one's reading. */
  shared: number
  /** Answers that a change took out of the memory. */
  invalidated: number
  entries: number
  bytes: number
}>

/** The same, with what the watch knows: for operators. */
export type CacheFigures = AnswerFigures & Readonly<{ position: number; isHearing: boolean; isListening: boolean }>

/**
 * Ready answers, kept until something they depend on changes, each computed once for all who ask at the same time. A
 * key is the request's own bytes: the address of a GET (so what is kept is answered in front of Fastify, see
 * `answerFromMemory`), or anything that does not begin with a slash.
 *
 * No reader gets an older answer after a newer one; `docs/decisions/0008-answers-in-memory.md` holds the argument.
 */
export type Answers = {
  /** The answer in memory, if there is one and changes are heard of. */
  find(key: string): ReadyAnswer | undefined
  /** The answer in memory, or a new one; what `compute` throws is thrown to all who wait for it, and kept by nobody. */
  answer(key: string, compute: ComputeAnswer): Promise<ReadyAnswer>
  figures(): AnswerFigures
}

type Options = {
  pool: pg.Pool
  watch: ChangeWatch
  /** Nothing is kept with 0. */
  bytes: number
}

export function createAnswers({ pool, watch, bytes }: Options): Answers {
  const kept = keepAnswers(bytes)
  const underWay = new Map<string, { asked: number; answer: Promise<ReadyAnswer> }>()
  const counts = { hits: 0, misses: 0, shared: 0, invalidated: 0 }
  /** The newest position of which a reader may have had an answer. What is kept is never older. */
  let served = 0

  watch.subscribe({
    changed: changes => void (counts.invalidated += dropTouched(changes)),
    startedOver(position) {
      kept.clear()
      served = position
    },
  })

  function dropTouched(changes: readonly PublicChange[]): number {
    const touched = changes.map(dependenciesOf)
    if (!touched.includes('everything')) return kept.drop([...new Set(touched.flat())])
    const { entries } = kept.figures()
    kept.clear()
    return entries
  }

  function find(key: string): ReadyAnswer | undefined {
    const answer = kept.get(key)
    if (answer === undefined || !watch.isHearing()) return undefined
    counts.hits += 1
    return answer
  }

  async function answer(key: string, compute: ComputeAnswer): Promise<ReadyAnswer> {
    const ready = find(key)
    if (ready) return ready
    const asked = Math.max(watch.position, served)
    const running = underWay.get(key)
    // A reading that began before the newest change we know of may be too old for this question.
    if (running?.asked === asked) {
      counts.shared += 1
      return running.answer
    }
    counts.misses += 1
    const mine = { asked, answer: read(key, asked, compute) }
    underWay.set(key, mine)
    try {
      return await mine.answer
    } finally {
      if (underWay.get(key) === mine) underWay.delete(key)
    }
  }

  async function read(key: string, asked: number, compute: ComputeAnswer): Promise<ReadyAnswer> {
    const { value, position } = await readAtOnePosition({ pool, least: asked, read: compute })
    // Whoever gets this answer must find nothing older in memory afterwards.
    if (watch.position < position && !(await watch.reach(position))) kept.clear()
    served = Math.max(served, position)
    if (watch.isHearing() && watch.position === position && served === position) kept.keep(key, value)
    return value
  }

  return { find, answer, figures: () => ({ ...counts, ...kept.figures() }) }
}
