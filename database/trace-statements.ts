import { isTracing, SpanKind, traceStep } from '../tracing.ts'

/** A statement as a step of what is traced: what it does and with which table, and nothing of its text or values. */
export function traceStatement<Result>(text: string, run: () => Promise<Result>): Promise<Result> {
  if (!isTracing()) return run()
  const summary = summaryOf(text)
  const facts = { 'db.system.name': 'postgresql', 'db.query.summary': summary }
  return traceStep({ name: summary, kind: SpanKind.CLIENT, facts }, run)
}

const summaries = new Map<string, string>()
/** Prisma writes a text for each number of values. */
const summariesAtMost = 5_000

/** What follows `from` and opens a bracket is a function: `extract(epoch from clock_timestamp())` names no table. */
const firstTable = /\b(?:from(?!\s+[\w".]+\()|into|update|table)\s+((?:"?\w+"?\.)?"?\w+"?)(?=[\s(;,)]|$)/i

/** `SELECT Article`, `WITH delivery.publication`: the first word, and the first table. */
export function summaryOf(text: string): string {
  const known = summaries.get(text)
  if (known) return known
  const [, verb = 'statement'] = /^(?:\s|--.*\n)*([a-z]+)/i.exec(text) ?? []
  const [, table = ''] = firstTable.exec(text) ?? []
  const summary = `${verb.toUpperCase()} ${table.replaceAll('"', '').replace(/^public\./, '')}`.trim()
  if (summaries.size >= summariesAtMost) summaries.clear()
  summaries.set(text, summary)
  return summary
}
