#!/usr/bin/env node
// Stands in for the native schema engine, which Prisma's command line would download; it starts what
// PRISMA_SCHEMA_ENGINE_BINARY names and speaks JSON-RPC with it, a line a message.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { connectionsTo } from './schema-engine/connect-engine.mjs'
import { describeFailure, loadEngine } from './schema-engine/load-engine.mjs'
import { prepareDatabase } from './schema-engine/prepare-database.mjs'
import { reachDatabase } from './schema-engine/reach-database.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false, // the command line may pass switches that do not concern us
  options: {
    datasource: { type: 'string' },
    datamodels: { type: 'string', multiple: true },
    version: { type: 'boolean' },
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
  },
})
const url = values.datasource ? JSON.parse(values.datasource).url : undefined

if (values.version) process.stdout.write('schema-engine-cli 0edf323efd1d98336f3f0a68684b56f689b900d3\n')
else if (positionals[0] === 'cli') process.exitCode = await reachDatabase(url, positionals[1])
else await answerRequests()

async function answerRequests() {
  const datamodels = await Promise.all(
    (values.datamodels ?? []).map(async file => [file, await readFile(file, 'utf8')]),
  )
  const engine = loadEngine(datamodels, connectionsTo(url))
  engine.catch(() => {}) // told to whoever asks first
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line)
    if (request.method) await answerOne(engine, request) // else it confirms that something was printed
  }
  process.exit() // the engine's connection would keep us
}

/** Every failure is an answer: were this process to die instead, the command line would print nothing and exit 0. */
async function answerOne(engine, { id, method, params }) {
  const fail = error =>
    send({ id, error: { code: 4466, message: 'The schema engine failed.', data: describeFailure(error) } })
  process.once('uncaughtException', fail)
  try {
    const ready = await engine
    const call = method === 'getDatabaseVersion' ? 'version' : method
    await prepareDatabase(url, method)
    const result = (await ready[call](params)) ?? null
    if (result?.stdout) send({ id: randomUUID(), method: 'print', params: { content: result.stdout } })
    send({ id, result })
  } catch (error) {
    fail(error)
  }
  process.off('uncaughtException', fail)
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
}
