import { Logger, runMigrations } from 'graphile-worker'

/**
 * The queue's own schema, `graphile_worker`, as this version of the library wants it; takes milliseconds when it is
 * there. Several may call it at once. Throws what PostgreSQL says.
 */
export async function installQueue(url: string): Promise<void> {
  await runMigrations({ connectionString: url, logger: new Logger(() => () => {}) })
}
