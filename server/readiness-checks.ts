import type { Sql } from '../database/sql.ts'
import { NewsroomError } from '../errors.ts'
import type { Check } from './health.ts'

export const databaseAnswers =
  (sql: Sql): Check =>
  async () => {
    await sql('select 1')
  }

/** Whether every migration that this version of the program came with was applied, whole. */
export const migrationsApplied =
  (sql: Sql, names: readonly string[]): Check =>
  async () => {
    const applied = await sql<{ name: string }>(
      `select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`,
    ).catch(emptyWithoutTable)
    const missing = names.filter(name => !applied.some(each => each.name === name))
    if (missing.length === 0) return
    const which = missing.length === 1 ? 'A migration is' : `${missing.length} migrations are`
    throw new NewsroomError('UNAVAILABLE', `${which} not applied. Run npm run migrate.`)
  }

/** A database that was never migrated does not know the table. */
function emptyWithoutTable(error: unknown): [] {
  if (error instanceof Error && 'code' in error && error.code === '42P01') return []
  throw error
}
