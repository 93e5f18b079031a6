import { NewsroomError } from '../errors.ts'
import { contentHash } from '../publication/content-hash.ts'
import { recordChange } from '../publication/record-change.ts'
import type { Snapshot } from '../publication/snapshot.ts'
import type { PublicTag } from '../publication/write-tag-interval.ts'
import { writePublication } from '../publication/write-publication.ts'
import type { Act } from './act.ts'
import { databaseTime } from './database-time.ts'
import type { EffectCase } from './perform-effect.ts'
import type { Story } from './story.ts'
import { hashOfRevision } from './take-revision.ts'

export type Live = { revision: number; firstPublished: Date; announce: () => Promise<unknown> }

/**
 * Shows one revision to readers, byte for byte what it holds, whatever happened to the working copy since. Embargo
 * and picture rights are checked at this moment, whoever or whatever asks.
 */
export async function goLive(act: Act, { story, name, revision, asked }: EffectCase): Promise<Live> {
  await assertSomethingNew(act, story, revision)
  assertNoEmbargo(story, await databaseTime(act))
  const snapshot = await loadRevision(act, story.id, revision)
  await assertPicturesAllowed(act, story, snapshot)

  const kind = name === 'correct' ? 'correct' : story.liveRevision === null ? 'publish' : 'update'
  const tags = await lockTags(act, snapshot.tags)
  const note = kind === 'correct' ? (asked.note ?? null) : null
  const published = await writePublication(act.sql, { articleId: story.id, revision, kind, snapshot, tags, note })
  return {
    revision,
    firstPublished: published.firstPublished,
    announce: () => recordChange(act.sql, { kind, articleId: story.id, tags: published.tags, at: published.at }),
  }
}

/** As they are named now; a rename waits until this publication is done, and then shows in it too. */
async function lockTags(act: Act, ids: string[]): Promise<PublicTag[]> {
  return act.sql<PublicTag>(
    `select id, name, slug, kind::text, nullif(uri, '') as uri from "Tag" where id = any($1) order by id for share`,
    [ids],
  )
}

/** The content of a revision, as it was taken. */
export async function loadRevision(act: Pick<Act, 'prisma'>, articleId: string, number: number): Promise<Snapshot> {
  const row = await act.prisma.revision.findUniqueOrThrow({ where: { articleId_number: { articleId, number } } })
  const snapshot = row.snapshot as unknown as Snapshot // written by takeRevision, from a Snapshot
  if (contentHash(snapshot) !== row.contentHash)
    throw new Error(`revision ${number} of article ${articleId} does not match its own hash`)
  return snapshot
}

async function assertSomethingNew(act: Act, story: Story, revision: number): Promise<void> {
  if (story.liveRevision === null) return
  const [live, approved] = await Promise.all([
    hashOfRevision(act, story.id, story.liveRevision),
    hashOfRevision(act, story.id, revision),
  ])
  if (live !== approved) return
  throw new NewsroomError('NOTHING_TO_PUBLISH', `What is live of “${story.headline}” is already the approved text.`)
}

function assertNoEmbargo({ headline, embargoedUntil }: Story, now: Date): void {
  if (!embargoedUntil || embargoedUntil <= now) return
  throw new NewsroomError(
    'EMBARGOED',
    `“${headline}” is under embargo until ${embargoedUntil.toISOString()}. Wait until then, or lift the embargo.`,
  )
}

async function assertPicturesAllowed(act: Act, story: Story, snapshot: Snapshot): Promise<void> {
  const ids = [snapshot.image, ...snapshot.sections.map(section => section.image)].flatMap(image => image?.id ?? [])
  const refused = await act.sql<{ caption: string; killed: boolean }>(
    `select caption, "killedAt" is not null as killed from "Image"
      where id = any($1) and ("killedAt" is not null or "rightsExpire" <= clock_timestamp())`,
    [ids],
  )
  const [first] = refused
  if (!first) return
  const why = first.killed ? 'was killed' : 'may no longer be used: its rights have run out'
  throw new NewsroomError(
    'RIGHTS_EXPIRED',
    `“${story.headline}” has a picture (“${first.caption}”) that ${why}. Choose another.`,
  )
}
