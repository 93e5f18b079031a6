import assert from 'node:assert/strict'
import { test } from 'node:test'
import Fastify from 'fastify'
import { NewsroomError } from '../../errors.ts'
import { healthRoutes, type Check } from '../../server/health.ts'
import { createLog } from '../../server/log.ts'

const log = createLog({ level: 'silent' })
const fine: Check = async () => {}

async function ask(path: string, checks: Record<string, Check>, isDraining = false) {
  const app = Fastify()
  app.register(healthRoutes, { checks, isDraining: () => isDraining, log, timeoutMs: 20 })
  const answer = await app.inject(path)
  await app.close()
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers }
}

test('alive needs nothing but the process', async () => {
  const answer = await ask('/healthz', { database: () => new Promise(() => {}) })

  assert.deepEqual([answer.status, answer.body], [200, { status: 'alive' }])
})

test('ready when every part is, and no cache keeps the answer', async () => {
  const answer = await ask('/readyz', { database: fine, storage: fine })

  assert.deepEqual([answer.status, answer.body], [200, { status: 'ready' }])
  assert.equal(answer.headers['cache-control'], 'no-store')
})

test('not ready names each part that is not, in our words only', async () => {
  const answer = await ask('/readyz', {
    database: () => Promise.reject(new Error('password of postgres at 10.1.2.3 refused')),
    migrations: () => Promise.reject(new NewsroomError('UNAVAILABLE', '2 migrations are not applied.')),
    queue: () => new Promise(() => {}),
    storage: fine,
  })

  assert.equal(answer.status, 503)
  assert.deepEqual(answer.body, {
    status: 'not ready',
    notReady: {
      database: 'It does not answer as it should; the log says more.',
      migrations: '2 migrations are not applied.',
      queue: 'No answer within 20 ms.',
    },
  })
})

test('while the process ends it says so, and asks nobody any more', async () => {
  let asked = false

  const answer = await ask('/readyz', { database: async () => void (asked = true) }, true)

  assert.deepEqual([answer.status, answer.body, asked], [503, { status: 'draining' }, false])
})

test('many who ask at once cost one examination', async () => {
  const app = Fastify()
  let examinations = 0
  const finish = deferred()
  app.register(healthRoutes, {
    checks: { database: () => (examinations++, finish.promise) },
    isDraining: () => false,
    log,
  })

  const answers = [app.inject('/readyz'), app.inject('/readyz'), app.inject('/readyz')]
  await new Promise(setImmediate)
  finish.resolve()
  const statuses = (await Promise.all(answers)).map(answer => answer.statusCode)
  await app.close()

  assert.deepEqual(statuses, [200, 200, 200])
  assert.equal(examinations, 1)
})

function deferred() {
  let resolve = () => {}
  const promise = new Promise<void>(done => (resolve = done))
  return { promise, resolve }
}
