import type { Sql } from '../database/sql.ts'
import { composeContent } from './compose-content.ts'
import { nextInstant } from './next-instant.ts'
import { recordPictures } from './record-pictures.ts'
import type { Snapshot } from './snapshot.ts'
import { writeTagInterval, type PublicTag } from './write-tag-interval.ts'

export type StoriesTogether = {
  articleIds: string[]
  snapshots: Snapshot[]
  /** All tags of all snapshots, as their rows say now. */
  tags: PublicTag[]
}

/**
 * Prepares several stories for going live at one moment, and gives it: there is no instant, also looking back, at which
 * readers have some of them. Their rows are locked, and for share those of their tags. What stories share is written
 * here for all, by id and by key: story by story, two transactions would wait for each other.
 */
export async function openTogether(sql: Sql, { articleIds, snapshots, tags }: StoriesTogether): Promise<Date> {
  for (const tag of [...tags].sort((a, b) => (a.id < b.id ? -1 : 1))) await writeTagInterval(sql, tag)
  await recordPictures(sql, snapshots.map(composeContent))
  return (await nextInstant(sql, articleIds)).at
}
