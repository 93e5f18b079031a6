import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, afterEach, before, test } from 'node:test'
import { buildWhenChanged } from '../../commands/build-when-changed.ts'
import { findFreePort } from '../running-newsroom.ts'
import { runStart, type RunningStart } from '../running-start.ts'

let DATA_DIR: string
let started: RunningStart[] = []

before(async () => {
  await buildWhenChanged({ say: console.error, stop: new AbortController().signal })
  DATA_DIR = await mkdtemp(path.join(tmpdir(), 'bouclage-start-'))
})
afterEach(async () => {
  for (const { signal } of started) signal('SIGTERM')
  await Promise.all(started.map(({ exited }) => exited))
  started = []
})
after(() => rm(DATA_DIR, { recursive: true }))

function start(settings: { PORT: string }): RunningStart {
  const running = runStart({ DATA_DIR, ...settings })
  started.push(running)
  return running
}

const freePort = async () => String(await findFreePort())
const isReady = async (port: string) => (await fetch(`http://localhost:${port}/readyz`)).status === 200

test('a start ends with the address, and installs and builds nothing that is there already', async () => {
  const PORT = await freePort()

  const running = start({ PORT })
  await running.ready

  assert.equal(await isReady(PORT), true)
  assert.equal(running.output().trimEnd().split('\n').at(-1), `Bouclage is ready: http://localhost:${PORT}`)
  assert.match(running.output(), /author@example\.org.*bouclage-demo/)
  assert.doesNotMatch(running.said(), /Installing|Building/)
})

test('Ctrl-C, which arrives twice through npm, drains once and ends well', async () => {
  const PORT = await freePort()
  const running = start({ PORT })
  await running.ready

  running.signal('SIGINT')
  running.signal('SIGINT')

  assert.deepEqual(await running.exited, { code: 0, signal: null })
  await assert.rejects(isReady(PORT))
})

test('a start at a port that is taken says so before it does anything', async () => {
  const occupant = createServer().listen(0, 'localhost')
  await once(occupant, 'listening')
  const taken = occupant.address()
  assert.ok(taken && typeof taken === 'object')

  const refused = start({ PORT: String(taken.port) })
  const { code } = await refused.exited

  assert.equal(code, 1)
  assert.match(
    refused.said(),
    new RegExp(`^Port ${taken.port} on localhost is taken.*PORT=${taken.port + 1} npm start\\n$`),
  )
  occupant.close()
})

test('a start with a wrong setting says one sentence and nothing else', async () => {
  const refused = start({ PORT: 'http' })
  const { code } = await refused.exited

  assert.equal(code, 1)
  assert.equal(refused.output(), '')
  assert.match(refused.said(), /^PORT is “http”[^\n]*\n$/)
})

test('a supervisor that is killed takes its server with it, and the next start serves again', async () => {
  const PORT = await freePort()
  const killed = start({ PORT })
  await killed.ready

  killed.signal('SIGKILL')
  await killed.exited
  const next = start({ PORT })
  await next.ready

  assert.equal(await isReady(PORT), true)
})

test('of two starts side by side, one ends and the other goes on serving from the database that they shared', async () => {
  const ports = [await freePort(), await freePort()] as const
  const [one, other] = [start({ PORT: ports[0] }), start({ PORT: ports[1] })]
  await Promise.all([one.ready, other.ready])

  one.signal('SIGTERM')

  assert.deepEqual(await one.exited, { code: 0, signal: null })
  assert.equal(await isReady(ports[1]), true)
})
