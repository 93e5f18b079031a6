import { openTogether } from '../publication/open-together.ts'
import { recordChange } from '../publication/record-change.ts'
import type { Snapshot } from '../publication/snapshot.ts'
import { withoutPictures } from '../publication/without-pictures.ts'
import { writePublication } from '../publication/write-publication.ts'
import type { Act } from './act.ts'
import { loadRevision, lockTags } from './go-live.ts'
import { recordAudit } from './record-audit.ts'
import type { Story } from './story.ts'

/** Puts one story's refreshing on record, with why; under the ledger's lock, so after everything else. */
type Record = (reason: string) => Promise<void>

/**
 * Shows live stories again as they were approved, without the pictures that were killed, all at one moment. Their rows
 * are locked; they move by no version, since nothing that editors work on has changed.
 */
export async function refreshWithoutKilledPictures(act: Act, stories: Story[]): Promise<Record[]> {
  if (stories.length === 0) return []
  const live = stories.map(story => ({ articleId: story.id, revision: story.liveRevision ?? 0 }))
  const snapshots = await loadWithoutKilled(act, live)
  const tags = await lockTags(act, [...new Set(snapshots.flatMap(snapshot => snapshot.tags))])
  const at = await openTogether(act.sql, { articleIds: live.map(({ articleId }) => articleId), snapshots, tags })

  const records: Record[] = []
  for (const [index, snapshot] of snapshots.entries()) {
    const { articleId = '', revision = 0 } = live[index] ?? {}
    const order = { articleId, revision, kind: 'refresh', snapshot, tags, note: null, at } as const
    const published = await writePublication(act.sql, order)
    records.push(async reason => {
      await recordAudit(act, { action: 'article.refresh', subject: `article:${articleId}`, revision, reason })
      await recordChange(act.sql, { kind: 'refresh', articleId, tags: published.tags, at })
    })
  }
  return records
}

async function loadWithoutKilled(act: Act, live: { articleId: string; revision: number }[]): Promise<Snapshot[]> {
  const snapshots: Snapshot[] = []
  for (const { articleId, revision } of live) snapshots.push(await loadRevision(act, articleId, revision))
  const shown = snapshots.flatMap(({ image, sections }) => [image, ...sections.map(section => section.image)])
  const ids = shown.flatMap(image => image?.id ?? [])
  const killed = await act.prisma.image.findMany({
    where: { id: { in: ids }, killedAt: { not: null } },
    select: { id: true },
  })
  const gone = new Set(killed.map(({ id }) => id))
  return snapshots.map(snapshot => withoutPictures(snapshot, gone))
}
