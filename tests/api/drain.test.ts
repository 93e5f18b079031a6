import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { test, type TestContext } from 'node:test'

const program = path.join(import.meta.dirname, '../drained-process.ts')

async function startProcess(t: TestContext, { graceMs = 10_000, close = '', ipc = false } = {}) {
  const stdio = ['ignore', 'pipe', 'inherit', ...(ipc ? ['ipc' as const] : [])] as ['ignore', 'pipe', 'inherit']
  const child = spawn(process.execPath, ['--import', 'tsx', program, String(graceMs), close], { stdio })
  t.after(() => child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const nextLine = async () => (await lines.next()).value as string | undefined
  const port = Number((await nextLine())?.split(' ')[1])
  return { child, nextLine, port, exit: once(child, 'exit') as Promise<[number | null]> }
}

function ask(port: number, url: string, agent?: Agent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', path: url, agent }, resolve).on('error', reject)
  })
}

const refused = (port: number) => assert.rejects(ask(port, '/'), /ECONNREFUSED|ECONNRESET/)

async function textOf(response: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of response) text += String(chunk)
  return text
}

const send = (child: ChildProcess, signal: NodeJS.Signals) => assert.ok(child.kill(signal))

test('a request under way is answered, a new one is not taken, and then all is closed', async t => {
  const { child, nextLine, port, exit } = await startProcess(t)
  const slow = ask(port, '/slow')
  assert.equal(await nextLine(), 'slow asked')

  send(child, 'SIGTERM')
  assert.equal(await nextLine(), 'draining')
  await refused(port)
  send(child, 'SIGUSR2')

  assert.equal(await textOf(await slow), 'at last')
  assert.equal(await nextLine(), 'closed')
  assert.deepEqual(await exit, [0, null])
})

test('a connection that is only kept alive does not hold up the end', async t => {
  const { child, nextLine, port, exit } = await startProcess(t, { graceMs: 60_000 })
  const agent = new Agent({ keepAlive: true })
  t.after(() => agent.destroy())
  await textOf(await ask(port, '/', agent))

  send(child, 'SIGINT')

  assert.equal(await nextLine(), 'draining')
  assert.deepEqual(await exit, [0, null])
})

test('a request that never ends is cut off when its time is over', async t => {
  const { child, nextLine, port, exit } = await startProcess(t, { graceMs: 100 })
  const never = ask(port, '/never')
  assert.equal(await nextLine(), 'never asked')

  send(child, 'SIGTERM')

  await assert.rejects(never)
  assert.deepEqual(await exit, [0, null])
})

test('closing that hangs ends too, and says that it failed', async t => {
  const { child, exit } = await startProcess(t, { graceMs: 100, close: 'hang' })

  send(child, 'SIGTERM')

  assert.deepEqual(await exit, [1, null])
})

test('when the command that started it is gone, it drains as if asked to', async t => {
  const { child, nextLine, exit } = await startProcess(t, { ipc: true })

  child.disconnect()

  assert.equal(await nextLine(), 'draining')
  assert.equal(await nextLine(), 'closed')
  assert.deepEqual(await exit, [0, null])
})

test('one Ctrl-C that arrives twice is one wish, and a later one ends at once', async t => {
  const { child, nextLine, port, exit } = await startProcess(t, { graceMs: 60_000 })
  const never = assert.rejects(ask(port, '/never'))
  assert.equal(await nextLine(), 'never asked')

  send(child, 'SIGINT')
  assert.equal(await nextLine(), 'draining')
  send(child, 'SIGTERM')
  const endedAtOnce = await Promise.race([
    exit.then(() => true),
    once(AbortSignal.timeout(1_100), 'abort').then(() => false),
  ])
  send(child, 'SIGINT')

  assert.equal(endedAtOnce, false)
  assert.deepEqual(await exit, [1, null])
  await never
})
