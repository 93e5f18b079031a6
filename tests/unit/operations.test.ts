import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { before, test } from 'node:test'
import Fastify from 'fastify'
import { createLog } from '../../server/log.ts'
import { createMetrics } from '../../server/metrics.ts'

const docs = path.resolve(import.meta.dirname, '../../docs')
const read = (file: string) => readFileSync(path.join(docs, file), 'utf8')

/** By name: its kind, and the labels that it was seen with. */
type Figures = Map<string, { kind: string; labels: Set<string> }>
let figures: Figures
before(async () => {
  figures = await scrapeAll()
})

/** Everything that a server of a newsroom can say, as Prometheus reads it. */
async function scrapeAll(): Promise<Figures> {
  const app = Fastify()
  const metrics = createMetrics({
    readFigures: async () => ({
      ...{ scheduled: 0, late: 0, failed: 0, secondsLate: 0, auditSequence: 0, changePosition: 0 },
      ...{ callsWaiting: 0, callsDead: 0, callSeconds: 0, purgeBehind: 0, purgeSeconds: 0 },
      ...{ jobsReady: 0, jobsRunning: 0, jobsFailed: 0, jobSeconds: 0 },
    }),
    readCache: () => ({
      ...{ hits: 0, misses: 0, shared: 0, invalidated: 0, entries: 0, bytes: 0, position: 0 },
      ...{ isHearing: true, isListening: true },
    }),
    readStreams: () => ({ open: 0, opened: 0, refused: 0, cutOff: 0 }),
    readPools: () => ({ delivery: { totalCount: 0, idleCount: 0, waitingCount: 0 } }),
    log: createLog({ level: 'silent' }),
  })
  app.register(metrics.routes)
  metrics.countRequest({ door: 'delivery', status: 200, began: performance.now() })
  return parse((await app.inject('/metrics')).body)
}

function parse(body: string): Figures {
  const kinds = [...body.matchAll(/^# TYPE (\S+) (\S+)$/gm)]
  return new Map(kinds.map(([, name = '', kind = '']) => [name, { kind, labels: labelsOf(body, name) }]))
}

function labelsOf(body: string, name: string): Set<string> {
  const samples = body.matchAll(new RegExp(`^${name}(?:_bucket|_sum|_count)?\\{(.*)\\} `, 'gm'))
  const labels = [...samples].flatMap(([, all = '']) => [...all.matchAll(/(\w+)="/g)].map(([, label = '']) => label))
  return new Set(labels.filter(label => label !== 'le'))
}

test('the page for operators lists exactly the figures that exist, with their kind and labels', () => {
  const rows = [...read('operations.md').matchAll(/^\| `(bouclage_\w+)(?:\{([\w,]+)\})?` +\| (\w+)(?:, N)? +\|/gm)]

  const listed = rows.map(([, name = '', labels = '', kind = '']) => `${name} ${kind} ${labels}`)

  const existing = [...figures].filter(([name]) => name.startsWith('bouclage_'))
  assert.deepEqual(
    listed.toSorted(),
    existing.map(([name, { kind, labels }]) => `${name} ${kind} ${[...labels].join(',')}`).toSorted(),
  )
})

test('figures are named as Prometheus wants them: counters total, times in seconds', () => {
  for (const [name, { kind }] of figures) {
    if (!name.startsWith('bouclage_')) continue
    assert.equal(name.endsWith('_total'), kind === 'counter', name)
    if (/duration|delay/.test(name)) assert.match(name, /_seconds$/)
  }
})

for (const [what, file] of [
  ['dashboard', 'operations/grafana-dashboard.json'],
  ['list of alerts', 'operations/alerts.yml'],
] as const) {
  test(`the ${what} names only figures and labels that exist`, () => {
    const asked = [...read(file).matchAll(/\b((?:bouclage|process|nodejs)_\w+)(?:\{([^}]*)\})?/g)]

    const wrong = asked.flatMap(([text, name = '', conditions = '']) => {
      const figure = figures.get(name) ?? figures.get(name.replace(/_(bucket|sum|count)$/, ''))
      if (!figure) return [`${text}: no such figure`]
      const labels = [...conditions.matchAll(/(\w+)\s*(?:=|!)/g)].map(([, label = '']) => label)
      // What Prometheus adds by itself.
      const unknown = labels.filter(label => !figure.labels.has(label) && !['job', 'instance'].includes(label))
      return unknown.map(label => `${text}: no label ${label}`)
    })

    assert.ok(asked.length > 10, `${asked.length} figures`)
    assert.deepEqual(wrong, [])
  })
}

test('every figure of ours is on the dashboard, but for what other figures say better', () => {
  const dashboard = read('operations/grafana-dashboard.json')

  const missing = [...figures.keys()].filter(name => name.startsWith('bouclage_') && !dashboard.includes(name))

  assert.deepEqual(missing, ['bouclage_cache_listening'])
})
