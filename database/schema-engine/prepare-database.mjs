import pg from 'pg'

/** The schemas of ours beside `public`; a reset that left them would fail as it creates them again. */
export const ownSchemas = ['delivery', 'ledger', 'sign_in', 'graphile_worker']

// Not the key of the engine's own lock, which gives up after ten seconds: here one waits for as long as it takes.
const migrationLock = 20_261_125

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

/** Does `act`, the engine's `method`, alone among all migrating processes, on a database prepared for it. */
export async function onPreparedDatabase(url, method, act) {
  if (method !== 'reset' && !readsHistory.includes(method)) return act()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
    if (method === 'reset') await dropOwnSchemas(client)
    else await startHistory(client, mayStartHistory.includes(method))
    return await act()
  } finally {
    await client.end()
  }
}

async function dropOwnSchemas(client) {
  for (const schema of ownSchemas) await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
}

/** The engine fails where its table is missing, instead of making it. */
async function startHistory(client, allowed) {
  const { rows } = await client.query(statistics)
  if (rows[0].history) return
  if (rows[0].relations > 0 && !allowed) throw notEmpty()
  await client.query(historyTable)
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
