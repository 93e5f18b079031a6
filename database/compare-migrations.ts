import pg from 'pg'
import { readMigrations } from './read-migrations.ts'

export type MigrationComparison = {
  /** Not applied, or begun and not finished. */
  missing: string[]
  /** Applied, and different in the folder today. */
  changed: string[]
  /** Applied, and not in the folder. */
  unknown: string[]
}

/** The migrations in `folder` beside those that the database of `url` has applied. */
export async function compareMigrations(url: string, folder: string): Promise<MigrationComparison> {
  const [present, applied] = await Promise.all([readMigrations(folder), readApplied(url)])
  const names = present.map(({ name }) => name)
  return {
    missing: names.filter(name => !applied.has(name)),
    changed: present
      .filter(({ name, checksum }) => (applied.get(name) ?? checksum) !== checksum)
      .map(({ name }) => name),
    unknown: [...applied.keys()].filter(name => !names.includes(name)),
  }
}

async function readApplied(url: string): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const table = await client.query<{ there: boolean }>(
      `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`,
    )
    if (!table.rows[0]?.there) return new Map()
    const { rows } = await client.query<{ name: string; checksum: string }>(`
      SELECT migration_name AS name, checksum FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`)
    return new Map(rows.map(({ name, checksum }) => [name, checksum]))
  } finally {
    await client.end()
  }
}
