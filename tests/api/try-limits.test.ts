import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { startDoors, type Answer } from '../start-doors.ts'

const limits = { account: 3, address: 6, pauseMinutes: [1, 5, 15] }

async function newDoors(t: TestContext, options = {}) {
  const doors = await startDoors({ limits, ...options })
  t.after(() => doors.close())
  return doors
}

const codes = (answers: Answer[]) => answers.map(answer => answer.body.errors?.[0]?.extensions.code ?? 'signed in')
const wrongly = (doors: Awaited<ReturnType<typeof newDoors>>, email: string, call = {}) =>
  doors.signIn(email, 'wrong horse', call)
const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })

test('after too many failures even the right password has to wait, and the answer says how long', async t => {
  const doors = await newDoors(t)
  await doors.addUser('zoe@example.org')

  const failed = [1, 2, 3].map(() => wrongly(doors, 'zoe@example.org'))
  const first = codes(await Promise.all(failed))
  const paused = await doors.signIn('ZOE@example.org', 'correct horse')

  assert.deepEqual(first, Array(3).fill('SIGN_IN_FAILED'))
  assert.equal(paused.status, 429)
  assert.equal(paused.headers['retry-after'], '60')
  assert.deepEqual(codes([paused]), ['TOO_MANY_TRIES'])
  assert.match(paused.body.errors?.[0]?.message ?? '', /Wait 60 seconds/)
})

test('of thirty tries at once no more are hashed than the limit allows', async t => {
  const doors = await newDoors(t, { limits: { ...limits, address: 100 } })
  await doors.addUser('zoe@example.org')

  const answers = await Promise.all(Array.from({ length: 30 }, () => wrongly(doors, 'zoe@example.org')))

  assert.equal(codes(answers).filter(code => code === 'SIGN_IN_FAILED').length, 3)
  assert.equal(codes(answers).filter(code => code === 'TOO_MANY_TRIES').length, 27)
})

test('one address that tries many accounts is paused, and another address is not', async t => {
  const doors = await newDoors(t, { trustedProxies: 1 })
  await doors.addUser('zoe@example.org')
  const attacker = from('203.0.113.9')

  const tried = []
  for (let i = 0; i < 7; i++) tried.push(await wrongly(doors, `guess${i}@example.org`, attacker))
  const blocked = await doors.signIn('zoe@example.org', 'correct horse', attacker)
  const elsewhere = await doors.signIn('zoe@example.org', 'correct horse', from('203.0.113.10'))

  assert.deepEqual(codes(tried), [...Array<string>(6).fill('SIGN_IN_FAILED'), 'TOO_MANY_TRIES'])
  assert.deepEqual(codes([blocked, elsewhere]), ['TOO_MANY_TRIES', 'signed in'])
})

test('an account is paused however many addresses the tries come from', async t => {
  const doors = await newDoors(t, { trustedProxies: 1 })
  await doors.addUser('zoe@example.org')

  const tried = []
  for (let i = 0; i < 4; i++) tried.push(await wrongly(doors, 'zoe@example.org', from(`203.0.113.${i}`)))

  assert.deepEqual(codes(tried), ['SIGN_IN_FAILED', 'SIGN_IN_FAILED', 'SIGN_IN_FAILED', 'TOO_MANY_TRIES'])
})

test('nobody escapes by writing other addresses into the header', async t => {
  const doors = await newDoors(t)

  const tried = []
  for (let i = 0; i < 7; i++) tried.push(await wrongly(doors, `guess${i}@example.org`, from(`203.0.113.${i}`)))

  assert.equal(codes(tried).at(-1), 'TOO_MANY_TRIES')
})

test('each pause is longer than the one before, and the last length stays', async t => {
  const doors = await newDoors(t, { limits: { ...limits, address: 1000 } })
  const waits = []

  for (let pause = 0; pause < 4; pause++) {
    for (let i = 0; i < 3; i++) await wrongly(doors, 'zoe@example.org')
    waits.push((await wrongly(doors, 'zoe@example.org')).headers['retry-after'])
    await doors.pool.query(`update sign_in.tries set expire = 0 where key like 'account:%'`)
  }

  assert.deepEqual(waits, ['60', '300', '900', '900'])
})

test('success gives the account a new count', async t => {
  const doors = await newDoors(t)
  await doors.addUser('zoe@example.org')
  const tries = ['wrong', 'wrong', 'correct horse', 'wrong', 'wrong', 'correct horse']

  const answers = []
  for (const password of tries) answers.push(await doors.signIn('zoe@example.org', password))

  assert.deepEqual(codes(answers), [
    'SIGN_IN_FAILED',
    'SIGN_IN_FAILED',
    'signed in',
    'SIGN_IN_FAILED',
    'SIGN_IN_FAILED',
    'signed in',
  ])
})

test('a newsroom behind one address signs in as often as it likes', async t => {
  const doors = await newDoors(t)
  await doors.addUser('zoe@example.org')

  const answers = []
  for (let i = 0; i < 8; i++) answers.push(await doors.signIn('zoe@example.org', 'correct horse'))

  assert.deepEqual(codes(answers), Array(8).fill('signed in'))
})

test('a pause is on record once, however often somebody knocks meanwhile', async t => {
  const doors = await newDoors(t, { limits: { ...limits, address: 1000 } })

  for (let i = 0; i < 8; i++) await wrongly(doors, 'zoe@example.org')

  const { rows } = await doors.pool.query(
    'select reason, count(*)::int as n from sign_in.failure group by 1 order by 1',
  )
  assert.deepEqual(rows, [
    { reason: 'paused', n: 1 },
    { reason: 'wrong', n: 3 },
  ])
})
