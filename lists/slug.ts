import { slugifyWithCounter } from '@sindresorhus/slugify'
import type { Sql } from '../database/sql.ts'

/** “Tensions à Stepanakert” becomes `tensions-a-stepanakert`; at most 100 characters, cut between words. */
export function slugFrom(words: string): string {
  // By its named export: a default export of a package of modules only is lost when keystone.ts is bundled.
  const slug = slugifyWithCounter()(words)
  if (slug.length <= 100) return slug
  const cut = slug.slice(0, 101)
  return cut.slice(0, Math.max(cut.lastIndexOf('-'), 1)).slice(0, 100)
}

/**
 * The slug itself, or the first of `slug-2`, `slug-3` … that `isTaken` does not know. Two people who give one headline
 * at once get two slugs: the second waits until the first has committed.
 */
export async function firstFreeSlug(
  sql: Sql,
  slug: string,
  isTaken: (candidate: string) => Promise<boolean>,
): Promise<string> {
  await lockSlug(sql, slug)
  let candidate = slug
  for (let number = 2; await isTaken(candidate); number += 1) candidate = `${slug}-${number}`
  return candidate
}

/** Of two people who want one slug at once, the second waits until the first has committed, and then sees it. */
export async function lockSlug(sql: Sql, slug: string): Promise<void> {
  await sql(`select pg_advisory_xact_lock(hashtextextended($1, 0))::text`, [`slug ${slug}`])
}
