import pg from 'pg'

/** The schemas of ours beside `public`; a reset that left them would fail as it creates them again. */
export const ownSchemas = ['delivery', 'desk', 'ledger', 'outgoing', 'sign_in', 'graphile_worker']

// The engine takes the first itself but gives up after ten seconds; behind the second one waits for as long as it takes.
const engineLock = 72_707_369
const queueLock = 20_261_125

const readsHistory = [
  'applyMigrations',
  'createMigration',
  'devDiagnostic',
  'diagnoseMigrationHistory',
  'evaluateDataLoss',
  'markMigrationApplied',
  'markMigrationRolledBack',
]
const mayStartHistory = ['markMigrationApplied']

let queue

/** Prepares the database for `method` of the engine. The first call waits until no other process migrates it. */
export async function prepareDatabase(url, method) {
  if (method !== 'reset' && !readsHistory.includes(method)) return
  const client = await (queue ??= enterQueue(url))
  if (method === 'reset') await dropOwnSchemas(client)
  else await prepareHistory(client, mayStartHistory.includes(method))
}

/** One connection until the process ends: to leave and enter again while the engine holds its lock would hang both. */
async function enterQueue(url) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('SELECT pg_advisory_lock($1)', [queueLock])
  // A killed process may have left its connection migrating still, and that holds the engine's lock.
  await client.query('SELECT pg_advisory_lock($1)', [engineLock])
  await client.query('SELECT pg_advisory_unlock($1)', [engineLock])
  return client
}

async function dropOwnSchemas(client) {
  for (const schema of ownSchemas) await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
}

/** The engine fails where its table is missing, instead of making it. */
async function prepareHistory(client, mayStart) {
  const { rows } = await client.query(statistics)
  if (rows[0].history) return settleInterrupted(client)
  if (rows[0].relations > 0 && !mayStart) throw notEmpty()
  await client.query(historyTable)
}

/**
 * A migration is applied whole or not at all, and marks its own row as it commits. So one whose process was killed, or
 * which failed, needs nobody to say how it ended: with the mark it is finished, without it can be tried again.
 */
async function settleInterrupted(client) {
  const open = 'finished_at IS NULL AND rolled_back_at IS NULL'
  const finish = `SET finished_at = now(), applied_steps_count = 1, logs = NULL`
  await client.query(`UPDATE public._prisma_migrations ${finish} WHERE ${open} AND logs = $1`, [appliedMark])
  await client.query(`UPDATE public._prisma_migrations SET rolled_back_at = now() WHERE ${open}`)
}

const appliedMark = 'applied whole'

/** A migration's text with the mark at its end, in the same implicit transaction. */
export function withMark(script) {
  if (/\bconcurrently\b/i.test(script)) return script // runs in no transaction, so it must stay alone
  const mark = `SET logs = '${appliedMark}' WHERE finished_at IS NULL AND rolled_back_at IS NULL`
  return `${script}\n;UPDATE public._prisma_migrations ${mark}`
}

const statistics = `
  SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS history,
         (SELECT count(*)::int FROM pg_class
          WHERE relnamespace = to_regnamespace('public') AND relkind IN ('r', 'p', 'v', 'm', 'f')
            AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')) AS relations`

// As Prisma's engine makes it.
const historyTable = `
  CREATE TABLE public._prisma_migrations (
    id                  varchar(36) PRIMARY KEY NOT NULL,
    checksum            varchar(64) NOT NULL,
    finished_at         timestamptz,
    migration_name      varchar(255) NOT NULL,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`

const notEmpty = () =>
  Object.assign(
    new Error(
      'The database holds tables but no migration history. Name an empty database, empty this one with "prisma migrate reset", or record the migrations that it has with "prisma migrate resolve --applied NAME".',
    ),
    { code: 'P3005' },
  )
