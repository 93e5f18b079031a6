import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from '../database/sql.ts'
import { assertSaysWhenToComeAgain, causeOf, workThroughFaults, type Cookies, type Notebook } from './crash-load.ts'

export type MixedLoad = {
  url: string
  cookies: Cookies
  notebook: Notebook
  shared: Record<string, unknown>
  /** What readers were shown: `ID headline`. */
  shown: Set<string>
  colleagues?: number
  readers?: number
}

export type RunningLoad = {
  /** Resolves when so many more requests were sent by colleagues. */
  untilSent: (count: number) => Promise<void>
  /** Resolves when so many more acts were answered for; rejects like `stop`. */
  untilAnswered: (what: string, count: number) => Promise<void>
  /** The longest that anybody waited for an answer, in ms. */
  slowest: () => number
  answered: () => number
  /** Never resolves; rejects like `stop` as soon as it would. */
  failed: Promise<never>
  /** Lets everybody finish what they began. Rejects if somebody was told what nobody should be told. */
  stop: () => Promise<void>
}

/** A server starts anew within seconds; where everything else runs beside it, within a minute. */
const patienceMs = 120_000

/** Colleagues who write and publish, and readers, all without a pause and through whatever happens. */
export function startMixedLoad(load: MixedLoad): RunningLoad {
  const { colleagues = 4, readers = 2 } = load
  let isOver = false
  let sent = 0
  let slowest = 0
  let answered = 0
  const onAnswer = (ms: number) => {
    answered += 1
    slowest = Math.max(slowest, ms)
  }
  const working = {
    ...load,
    random: (below: number) => randomInt(Math.max(1, below)),
    onSend: () => (sent += 1),
    onAnswer,
  }
  const everybody = Promise.all([
    ...Array.from({ length: colleagues }, () => workThroughFaults(working, () => isOver)),
    ...Array.from({ length: readers }, (_, number) => readThroughFaults({ ...load, number, onAnswer }, () => isOver)),
  ])
  const failed = everybody.then(() => new Promise<never>(() => {}))
  failed.catch(() => (isOver = true)) // told by whoever stops
  return {
    async untilSent(count) {
      const goal = sent + count
      while (sent < goal && !isOver) await pause(2)
    },
    async untilAnswered(what, count) {
      const goal = load.notebook.acknowledged.length + count
      const isEnough = () => load.notebook.acknowledged.length >= goal
      const deadline = performance.now() + patienceMs
      while (!isEnough() && !isOver && performance.now() < deadline) await pause(20)
      if (isOver) await everybody
      assert.ok(isEnough(), `waited in vain: ${what}`)
    },
    slowest: () => slowest,
    answered: () => answered,
    failed,
    async stop() {
      isOver = true
      await everybody
    },
  }
}

type Reading = Pick<MixedLoad, 'url' | 'shown'> & { number: number; onAnswer: (ms: number) => void }

/** Asks what is in memory and what is not, by turns. */
async function readThroughFaults({ url, shown, number, onAnswer }: Reading, isOver: () => boolean): Promise<void> {
  for (let count = 0; !isOver(); count += 1) {
    const query = `{ articles(first: ${count % 2 ? 20 : 20 + (count % 70)}) { nodes { id headline } } }`
    const began = performance.now()
    try {
      const response = await fetch(`${url}/graphql?query=${encodeURIComponent(query)}&reader=${number}`)
      const { data, errors } = (await response.json()) as ReadersAnswer
      onAnswer(performance.now() - began)
      assertSaysWhenToComeAgain(response)
      assert.ok(data || errors?.[0]?.extensions.code === 'UNAVAILABLE', JSON.stringify(errors))
      for (const { id, headline } of data?.articles.nodes ?? []) shown.add(`${id} ${headline}`)
      if (!data) await pause(20)
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error
      await pause(causeOf(error) === undefined ? 50 : 20)
    }
  }
}

type ReadersAnswer = {
  data?: { articles: { nodes: { id: string; headline: string }[] } } | null
  errors?: { message: string; extensions: { code: string } }[]
}

/** Nobody was shown a headline that no publication ever had. */
export async function assertOnlyPublishedShown(sql: Sql, shown: Set<string>): Promise<void> {
  const published = await sql<{ line: string }>(
    `select distinct article || ' ' || headline as line from delivery.publication`,
  )
  const known = new Set(published.map(({ line }) => line))
  assert.deepEqual(
    [...shown].filter(line => !known.has(line)),
    [],
  )
}
