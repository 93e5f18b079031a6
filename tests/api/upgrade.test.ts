import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { applyMigrations } from '../../database/apply-migrations.ts'
import { compareMigrations } from '../../database/compare-migrations.ts'
import { namesOfMigrations, readMigrations } from '../../database/read-migrations.ts'
import type { Sql } from '../../database/sql.ts'
import { assertNothingLost, contentThatIsThere, countVersions, lookAt } from '../assert-nothing-lost.ts'
import { emptyNotebook, signInAll } from '../crash-load.ts'
import { startDeliveryProcess } from '../delivery-process.ts'
import { emptyDatabase, freshDatabase } from '../fresh-database.ts'
import { assertOnlyPublishedShown, startMixedLoad } from '../mixed-load.ts'
import { proofRounds } from '../proof-size.ts'
import { startNewsroom } from '../running-newsroom.ts'
import { project, runPrisma, scratchProject } from '../scratch-project.ts'
import { until } from '../until.ts'

const rounds = proofRounds(3)
const AUDIT_KEY = 'an audit key for upgrades, long enough'
const migrations = path.join(project, 'migrations')

const tablesOf = (sql: Sql) =>
  sql<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker') and tablename <> '_prisma_migrations'
      order by 1`,
  )

/** The next version, as far as its database goes: one more column in every table, a migration for each. */
async function nextVersion(tables: { name: string }[]) {
  const next = await scratchProject({ 'schema.prisma': await readFile(path.join(project, 'schema.prisma'), 'utf8') })
  for (const { name, sql } of await readMigrations(migrations)) await next.writeMigration(name, sql)
  for (const [index, { name }] of tables.entries())
    await next.writeMigration(
      `2099010100${String(index).padStart(4, '0')}_more`,
      `alter table ${name} add column more text;`,
    )
  return next
}

test('a server serves on while the migrations of the next version are applied, and its like can still be started', async t => {
  const newsroom = await startNewsroom({ AUDIT_KEY })
  t.after(() => newsroom.stop())
  const cookies = await signInAll(newsroom.url)
  const { tables, ...facts } = await lookAt(newsroom.databaseUrl, async sql => ({
    tables: await tablesOf(sql),
    shared: await contentThatIsThere(sql),
    before: await countVersions(sql),
  }))
  const next = await nextVersion(tables)
  t.after(() => next.remove())
  const [notebook, shown] = [emptyNotebook(), new Set<string>()]
  const load = startMixedLoad({ url: newsroom.url, cookies, notebook, shared: facts.shared, shown })
  await load.untilAnswered('work is under way', 10)

  const upgraded = await runPrisma(next.folder, ['migrate', 'deploy'], newsroom.databaseUrl)
  await load.untilAnswered('work goes on', 10)
  await load.stop()
  const said: string[] = []
  await applyMigrations(newsroom.databaseUrl, { log: sentence => said.push(sentence) })
  const older = await startDeliveryProcess({ DATABASE_URL: newsroom.databaseUrl, DATA_DIR: newsroom.dataDir })
  t.after(() => older.end('SIGKILL'))

  t.diagnostic(`${tables.length} tables changed under ${notebook.acknowledged.length} acts of editors`)
  assert.equal(upgraded.code, 0, upgraded.output)
  assert.deepEqual(notebook.inDoubt, [], 'nobody was told to come again')
  assert.match(
    said.join(),
    /^The database knows migrations that this version does not: .* A newer Bouclage made them\.$/,
  )
  assert.equal((await fetch(`${newsroom.url}/readyz`)).status, 200)
  assert.ok((await older.ask('{ articles { nodes { headline } } }'))['articles'])
  await lookAt(newsroom.databaseUrl, async sql => {
    await assertOnlyPublishedShown(sql, shown)
    await assertNothingLost(sql, { ...facts, notebooks: [notebook], auditKey: AUDIT_KEY })
  })
})

test('a newer version does not serve from a database that lacks its migrations, and says what to do', async t => {
  const database = await emptyDatabase()
  t.after(() => database.drop())
  await applyMigrations(database.url, { log: () => {}, only: namesOfMigrations(migrations).slice(0, -1) })

  const refused = startDeliveryProcess({ DATABASE_URL: database.url, DATA_DIR: 'data/test/none' })

  await assert.rejects(refused, /A migration is not applied\. Run npm run migrate\./)
})

/** Everything that can be told of tables, columns, indexes, functions and triggers. */
const shapeOf = (url: string) =>
  lookAt(url, sql =>
    sql<{ part: string }>(
      `select table_schema || '.' || table_name || '.' || column_name || ' ' || data_type || coalesce(column_default, '') as part
         from information_schema.columns where table_schema not in ('pg_catalog', 'information_schema')
       union all select indexdef from pg_indexes where schemaname not in ('pg_catalog', 'information_schema')
       union all select pg_get_functiondef(p.oid) from pg_proc p join pg_namespace n on n.oid = pronamespace
         where nspname not in ('pg_catalog', 'information_schema') and prokind = 'f'
       union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
       union all select pg_get_constraintdef(oid) from pg_constraint
       order by 1`,
    ),
  )

/** `npm run migrate` as an operator calls it; `kill` ends it and, with `all`, what it started. */
function startMigrate(url: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'commands/migrate.ts'], {
    ...{ cwd: project, env: { ...process.env, DATABASE_URL: url }, detached: true },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', text => (said += text))
  const ended = once(child, 'exit').then(([code]) => ({ code: code as number | null, said })) // by Node's types
  const kill = (all: boolean) => process.kill((all ? -1 : 1) * (child.pid ?? 0), 'SIGKILL')
  return { ended, kill, isOver: () => child.exitCode !== null }
}

const countMigrations = (url: string) =>
  lookAt(url, async sql => (await sql(`select from _prisma_migrations`)).length).catch(() => 0)

/** Kills it when so many migrations were applied; gives how many were by then. */
async function killMigrateAfter(url: string, { point, all }: { point: number; all: boolean }): Promise<number> {
  const running = startMigrate(url)
  await until('it is on its way', async () => running.isOver() || (await countMigrations(url)) >= point)
  if (!running.isOver()) running.kill(all)
  await running.ended
  return countMigrations(url)
}

test(`a migration that is killed on its way ends where one that was not ends, ${rounds} times`, async t => {
  const undisturbed = await freshDatabase()
  t.after(() => undisturbed.drop())
  const wanted = await shapeOf(undisturbed.url)
  const names = namesOfMigrations(migrations)
  const points: number[] = []

  for (let round = 0; round < rounds; round += 1) {
    const database = await emptyDatabase()
    t.after(() => database.drop())
    // From the first migration to the last; now with the program that it started, and now that one goes on without it.
    const order = { point: 1 + Math.floor((round * (names.length - 1)) / rounds), all: round % 2 === 0 }
    points.push(await killMigrateAfter(database.url, order))
    const { code, said } = await startMigrate(database.url).ended

    assert.equal(code, 0, said)
    assert.deepEqual(await compareMigrations(database.url, migrations), { missing: [], changed: [], unknown: [] })
    assert.deepEqual(await shapeOf(database.url), wanted)
  }

  t.diagnostic(`killed after ${points.join(', ')} of ${names.length} migrations`)
  assert.ok((points[0] ?? 0) < names.length, 'at least the first was killed before its end')
})
