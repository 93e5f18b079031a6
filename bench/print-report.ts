import { medianOf } from './measure.ts'
import type { Row, SizeResult } from './run-size.ts'
import type { Asking } from './start-all.ts'

/** All that was measured, as tables that a person can read at a terminal. */
export function printReport(results: SizeResult[]): string {
  return [...results.map(printSize), printGoals(results)].join('\n')
}

function printSize({ size, questions, rows }: SizeResult): string {
  const askings = [...Object.entries(questions), ['mix', 'all of these in turn, while one story a second is published']]
  const tables = askings.map(([asking = '', title = '']) => {
    const lines = rows.map(row => line(row, asking as Asking, rows)) // the keys of what was measured
    const head = ['', 'requests/s', 'median ms', 'p99 ms', 'SQL', 'CPU ms', 'of memory', 'of select', '× Keystone']
    return `${asking}: ${title}\n${alignTable([head, ...lines])}`
  })
  const memory = rows.map(({ title, memory: { ready, loaded } }) => [title, show(ready), show(loaded)])
  return [
    `\n=== ${size.toLocaleString('en')} stories ===\n`,
    ...tables,
    `memory, MB\n${alignTable([['', 'ready', 'after load'], ...memory])}`,
    ...rows.flatMap(({ title, failure }) => (failure ? [`${title} did not run: ${failure}\n`] : [])),
  ].join('\n')
}

function line({ title, cells }: Row, asking: Asking, rows: Row[]): string[] {
  const cell = cells[asking]
  if (!cell) return [title, '–']
  const against = (name: string) => ratio(cell.rate, rows.find(row => row.name === name)?.cells[asking]?.rate)
  return [
    title,
    show(cell.rate),
    show(cell.median),
    show(cell.p99),
    show(cell.statements),
    show(cell.processor, 2),
    ...['memory', 'select', 'stock'].map(name => show(against(name), 2)),
  ]
}

type Goal = [name: string, goal: string, reached: number | null]

/** The ratios that the design aims for, beside what was reached. */
function printGoals(results: SizeResult[]): string {
  const goals = results.flatMap((result): Goal[] => {
    const rate = (name: string, asking: Asking) => rateOf(result, name, asking)
    const of = `at ${result.size.toLocaleString('en')}`
    return [
      [`list from memory, of bare node:http, ${of}`, '≥ 0.9', ratio(rate('cached', 'list'), rate('memory', 'list'))],
      [`one from memory, of bare node:http, ${of}`, '≥ 0.9', ratio(rate('cached', 'one'), rate('memory', 'one'))],
      [`list, nothing in memory, of select, ${of}`, '≥ 0.7', ratio(rate('uncached', 'list'), rate('select', 'list'))],
      [`one, nothing in memory, of select, ${of}`, '≥ 0.7', ratio(rate('uncached', 'one'), rate('select', 'one'))],
      [`list, nothing in memory, × Keystone, ${of}`, '≥ 15', ratio(rate('uncached', 'list'), rate('stock', 'list'))],
      [`list from memory, × Keystone, ${of}`, '≥ 250', ratio(rate('cached', 'list'), rate('stock', 'list'))],
    ]
  })
  const lines = [...goals, ...results.flatMap(weight), ...growth(results)].map(([name, goal, reached]) => [
    name,
    goal,
    show(reached, 2),
  ])
  return `\n=== goals ===\n\n${alignTable([['', 'goal', 'reached'], ...lines])}`
}

/** What the lone process takes in memory after its load, nothing cached, of what the library alone takes. */
function weight({ size, rows }: SizeResult): Goal[] {
  const loaded = (wanted: string) => rows.find(({ name }) => name === wanted)?.memory.loaded ?? undefined
  const name = `memory of the process, of bare Mercurius, at ${size.toLocaleString('en')}`
  return [[name, '≤ 1.5', ratio(loaded('uncached'), loaded('mercurius'))]]
}

/**
 * How much longer the largest archive takes than the one of 10,000, or the smallest. Minutes lie between the two, in which
 * a machine may become slower by half; an answer from memory costs the same at any size, and so tells by how much.
 */
function growth(results: SizeResult[]): Goal[] {
  const small = results.find(({ size }) => size === 10_000) ?? results[0]
  const large = results.at(-1)
  if (!small || !large || small === large) return []
  const slowdown = (wanted: string, asking: Asking) =>
    ratio(rateOf(small, wanted, asking), rateOf(large, wanted, asking))
  const ofHits = (['list', 'one', 'tag', 'search', 'deep', 'mix'] as const).map(asking => slowdown('cached', asking))
  const drift = medianOf(ofHits.filter(number => number !== null))
  const sizes = `at ${large.size.toLocaleString('en')}, of that at ${small.size.toLocaleString('en')}`
  return (['list', 'tag', 'deep'] as const).flatMap((asking): Goal[] => {
    const measured = slowdown('uncached', asking)
    return [
      [`${asking}: time ${sizes}, as measured`, '', measured],
      [`${asking}: the same without the machine’s drift`, '≤ 1.3', measured && measured / drift],
    ]
  })
}

const rateOf = ({ rows }: SizeResult, wanted: string, asking: Asking) =>
  rows.find(({ name }) => name === wanted)?.cells[asking]?.rate

const ratio = (one: number | undefined, other: number | undefined): number | null =>
  one === undefined || !other ? null : one / other

/** Three digits say enough of what no machine measures twice alike. */
function show(number: number | null, digits = 0): string {
  if (number === null || Number.isNaN(number)) return '–'
  const places = number < 10 ? Math.max(digits, number % 1 === 0 ? 0 : 1) : number < 100 ? Math.min(digits, 1) : 0
  return number.toLocaleString('en', { minimumFractionDigits: places, maximumFractionDigits: places })
}

/** The first column to the left, figures to the right. */
export function alignTable(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => (row[column] ?? '').length)))
  const aligned = rows.map(row =>
    row
      .map((text, column) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join('  '),
  )
  return `${aligned.join('\n')}\n`
}
