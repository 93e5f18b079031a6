import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { buildWhenChanged } from '../../commands/build-when-changed.ts'
import { projectRoot } from '../../commands/run-command.ts'
import { addressOfRunningServer } from '../../database/embedded/address-of-server.ts'
import { clusterFolderIn } from '../../database/embedded/cluster-folder.ts'
import { findRunningServer } from '../../database/embedded/find-running-server.ts'
import { variablesWithFile } from '../../environment/variables.ts'
import { assertNothingLost, contentThatIsThere, countVersions, lookAt } from '../assert-nothing-lost.ts'
import { emptyNotebook, signInAll, type Cookies } from '../crash-load.ts'
import { assertOnlyPublishedShown, startMixedLoad } from '../mixed-load.ts'
import { childrenOf } from '../processes.ts'
import { proofRounds } from '../proof-size.ts'
import { findFreePort } from '../running-newsroom.ts'
import { runStart, type RunningStart } from '../running-start.ts'
import { scheduleSoon } from '../schedule-soon.ts'
import { tellWhenFailed } from '../tell-when-failed.ts'
import { until } from '../until.ts'

const rounds = proofRounds(1)
const AUDIT_KEY = 'an audit key for killings, long enough'

let DATA_DIR: string
let url: string
let start: RunningStart
let worker: ChildProcess
let databaseUrl: string
let cookies: Cookies
before(async () => {
  await buildWhenChanged({ say: console.error, stop: new AbortController().signal })
  DATA_DIR = await mkdtemp(path.join(tmpdir(), 'bouclage-killed-'))
  const PORT = String(await findFreePort())
  url = `http://localhost:${PORT}`
  start = runStart({ DATA_DIR, PORT, AUDIT_KEY })
  await start.ready
  worker = await startWorker()
  databaseUrl = (await addressOfRunningServer(DATA_DIR)) ?? assert.fail('the database runs')
  cookies = await signInAll(url)
})
after(async () => {
  start?.signal('SIGTERM')
  await Promise.all([start?.exited, worker?.kill('SIGTERM') && once(worker, 'exit')])
  if (DATA_DIR) await rm(DATA_DIR, { recursive: true, force: true })
})

/** `npm run worker` beside the server, on the same data. */
async function startWorker(): Promise<ChildProcess> {
  const { PATH, HOME } = variablesWithFile()
  const env = { PATH, HOME, DATABASE_URL: '', DATA_DIR, AUDIT_KEY, LOG_LEVEL: 'error' }
  const args = ['--import', 'tsx', 'commands/worker.ts']
  const child = spawn(process.execPath, args, { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'ignore'] })
  await once(child.stdout, 'data')
  return child
}

const kill = (pid: number | undefined) => process.kill(pid ?? assert.fail('it runs'), 'SIGKILL')
/** Next gives the process a name of its own once it serves. */
const servers = () => childrenOf(start.pid, /keystone|next-server/)
const postmaster = async () => (await findRunningServer(clusterFolderIn(DATA_DIR)))?.pid

/** What is killed, without a word, and never started again by this test, but for the worker. */
const victims = {
  async server() {
    kill((await servers())[0])
  },
  async worker() {
    const ended = once(worker, 'exit')
    kill(worker.pid)
    await ended
    worker = await startWorker()
  },
  async database() {
    kill(await postmaster())
  },
  async connection() {
    const busy = await lookAt(databaseUrl, sql =>
      sql<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
          order by state = 'active' desc, query_start desc limit 5`,
      ),
    )
    kill(busy[randomInt(busy.length)]?.pid)
  },
} satisfies Record<string, () => Promise<void>>

test(
  `server, worker, database and a connection of it are killed ${rounds} times each in the middle of work`,
  tellWhenFailed(
    () => start.output() + start.said(),
    async t => {
      const facts = await lookAt(databaseUrl, async sql => ({
        shared: await contentThatIsThere(sql),
        before: await countVersions(sql),
      }))
      const [notebook, planned] = [emptyNotebook(), emptyNotebook()]
      const shown = new Set<string>()
      const back: Record<string, number> = {}
      let unanswered = 0

      for (const [name, strike] of Array.from({ length: rounds }, () => Object.entries(victims)).flat()) {
        await scheduleSoon({ url, cookies, shared: facts.shared, notebook: planned })
        const load = startMixedLoad({ url, cookies, notebook, shared: facts.shared, shown })
        await load.untilSent(randomInt(1, 60))

        await strike()
        const struckAt = performance.now()
        await load.untilAnswered(`work goes on after the end of ${name}`, 4)
        back[name] = Math.max(back[name] ?? 0, performance.now() - struckAt)
        await until('it is ready', async () => (await fetch(`${url}/readyz`)).ok)
        await load.stop()

        unanswered = await lookAt(databaseUrl, async sql => {
          await assertOnlyPublishedShown(sql, shown)
          return assertNothingLost(sql, { ...facts, notebooks: [notebook, planned], auditKey: AUDIT_KEY })
        })
      }
      const due = await until('every schedule was kept, once', () => keptSchedules(planned.acknowledged))

      const longest = Object.entries(back).map(([name, ms]) => `${name} ${(ms / 1000).toFixed(1)} s`)
      t.diagnostic(
        `${rounds * 4} killings; ${notebook.acknowledged.length} acts acknowledged, ${notebook.inDoubt.length} never answered, ` +
          `of which ${unanswered} were done; ${due} schedules kept; work went on after, at the latest: ${longest.join(', ')}`,
      )
      assert.equal((await servers()).length, 1, 'one server serves')
    },
  ),
)

/** How many schedules were asked for, once each of those stories is live by one publication at its time. */
async function keptSchedules(acknowledged: { articleId: string; action: string }[]): Promise<number | undefined> {
  const ids = acknowledged.filter(({ action }) => action === 'article.schedule').map(({ articleId }) => articleId)
  const counts = await lookAt(databaseUrl, sql =>
    sql<{ count: number }>(
      `select count(publication.id)::int as count from unnest($1::text[]) asked (id)
         left join delivery.publication on article = asked.id group by asked.id`,
      [ids],
    ),
  )
  assert.ok(counts.every(({ count }) => count <= 1))
  return counts.every(({ count }) => count === 1) ? ids.length : undefined
}
