import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openBenchDatabase, type BenchDatabase } from './bench-database.ts'
import { contenders } from './contenders.ts'
import { fillDelivery } from './fill-delivery.ts'
import { fillReady } from './fill-ready.ts'
import { medianOf, type Measure } from './measure.ts'
import { questionsOver } from './questions.ts'
import type { Options } from './read-options.ts'
import { runRounds } from './run-rounds.ts'
import { bodiesOf, startAll, type Asking, type Running } from './start-all.ts'
import { fillStock } from './stock/fill-stock.ts'
import { memoryOf } from './watch-process.ts'

export type Cell = Measure & { statements: number | null }
export type Row = {
  name: string
  title: string
  /** Megabytes: when it was ready, and after all its load. */
  memory: { ready: number | null; loaded: number | null }
  cells: Partial<Record<Asking, Cell>>
  /** Why this contender has no figures. */
  failure?: string
}
export type SizeResult = { size: number; questions: Record<string, string>; rows: Row[] }

type Say = (sentence: string) => void

/** Plain Keystone is not asked to hold a million. */
const mostForStock = 200_000

/** All contenders over one amount of content, each question in turn, in several rounds; the figures are medians. */
export async function runSize(size: number, options: Options, say: Say): Promise<SizeResult> {
  const database = await openBenchDatabase(options.server)
  const folder = mkdtempSync(path.join(tmpdir(), 'bouclage-bench-'))
  const running: Running[] = []
  try {
    const chosen = contendersFor(size, options)
    const names = chosen.map(({ name }) => name)
    await fill(database, { size, names }, say)
    const questions = await questionsOver(database.sql, size)
    const bodiesFile = path.join(folder, 'bodies.json')
    if (names.includes('memory')) writeFileSync(bodiesFile, JSON.stringify(await bodiesOf(database.url, questions)))
    const failures = await startAll({ database, names, questions, bodiesFile }, running)
    const runners = running.filter(({ contender }) => !failures.has(contender.name))
    const measures = await runRounds({ size, questions, databaseUrl: database.url, running: runners, options }, say)
    const rows = chosen.map(({ name, title }): Row => {
      const runner = runners.find(({ contender }) => contender.name === name)
      if (runner) return { name, title, ...figuresOf(runner, measures.get(name)) }
      return { name, title, memory: { ready: null, loaded: null }, cells: {}, failure: failures.get(name) }
    })
    return { size, questions: Object.fromEntries(questions.map(({ name, title }) => [name, title])), rows }
  } finally {
    await Promise.all([...new Set(running.map(({ started }) => started))].map(started => started.stop()))
    await database.drop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const contendersFor = (size: number, { only }: Options) =>
  contenders.filter(
    ({ name }) => (only.length === 0 || only.includes(name)) && (name !== 'stock' || size <= mostForStock),
  )

async function fill(database: BenchDatabase, { size, names }: { size: number; names: string[] }, say: Say) {
  const began = performance.now()
  say(`Writing ${size} stories.`)
  await fillDelivery(database.sql, size, say)
  if (names.includes('select') || names.includes('mercurius')) await fillReady(database.sql)
  if (names.includes('stock')) await fillStock(database.sql)
  await database.sql('vacuum analyze delivery.publication')
  // PostgreSQL writes what was filled in for minutes otherwise, beside what is measured.
  await database.sql('checkpoint')
  say(`Written in ${Math.round((performance.now() - began) / 1000)} s.`)
}

function figuresOf(
  { memory, started, statements }: Running,
  measures: Map<Asking, Measure[]> = new Map(),
): Pick<Row, 'memory' | 'cells'> {
  const cells = [...measures].map(([asking, all]): [Asking, Cell] => {
    const median = (of: (measure: Measure) => number) => medianOf(all.map(of))
    const cell: Cell = {
      rate: median(({ rate }) => rate),
      median: median(each => each.median),
      p99: median(({ p99 }) => p99),
      processor: all.some(({ processor }) => processor === null) ? null : median(({ processor }) => processor ?? NaN),
      statements: statements.get(asking) ?? null,
    }
    return [asking, cell]
  })
  return { memory: { ready: memory, loaded: memoryOf(started.pid) }, cells: Object.fromEntries(cells) }
}
