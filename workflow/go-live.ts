import { Refusal } from '../errors.ts'
import { contentHash } from '../publication/content-hash.ts'
import { recordChange } from '../publication/record-change.ts'
import type { Snapshot } from '../publication/snapshot.ts'
import { isTombstone } from '../publication/tombstone.ts'
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
export async function goLive(act: Act, { story, name, revision, asked, liveFrom }: EffectCase): Promise<Live> {
  const now = await databaseTime(act)
  await assertMayGoLive(act, story, { revision, at: now })
  const snapshot = await loadRevision(act, story.id, revision)
  await assertPicturesAllowed(act, story, { snapshot, at: now })

  const kind = name === 'correct' ? 'correct' : story.liveRevision === null ? 'publish' : 'update'
  const tags = await lockTags(act, snapshot.tags)
  const note = kind === 'correct' ? (asked.note ?? null) : null
  const order = { articleId: story.id, revision, kind, snapshot, tags, note, at: liveFrom } as const
  const published = await writePublication(act.sql, order)
  return {
    revision,
    firstPublished: published.firstPublished,
    announce: () => recordChange(act.sql, { kind, articleId: story.id, tags: published.tags, at: published.at }),
  }
}

/** NOTHING_TO_PUBLISH, EMBARGOED or WRONG_STATE where readers may not get this revision at that time. */
export async function assertMayGoLive(
  act: Pick<Act, 'prisma' | 'sql'>,
  story: Story,
  { revision, at }: { revision: number; at: Date },
): Promise<void> {
  await assertSomethingNew(act, story, revision)
  assertNoEmbargo(story, at)
  assertNotOver(story, at)
}

/** As they are named now; a rename waits until this publication is done, and then shows in it too. */
export async function lockTags(act: Act, ids: string[]): Promise<PublicTag[]> {
  return act.sql<PublicTag>(
    `select id, name, slug, kind::text, nullif(uri, '') as uri from "Tag" where id = any($1) order by id for share`,
    [ids],
  )
}

/** The content of a revision, as it was taken. */
export async function loadRevision(act: Pick<Act, 'prisma'>, articleId: string, number: number): Promise<Snapshot> {
  const row = await act.prisma.revision.findUnique({ where: { articleId_number: { articleId, number } } })
  if (!row)
    throw new Refusal('NOT_FOUND', {
      en: `The story has no revision ${number}. Look at its history.`,
      fr: `L’article n’a pas de révision ${number}. Voyez ses versions.`,
    })
  if (isTombstone(row.snapshot))
    throw new Refusal('WRONG_STATE', {
      en: `Revision ${number} was erased: only its date and hash are left. Choose another.`,
      fr: `La révision ${number} a été effacée : il n’en reste que la date et l’empreinte. Choisissez-en une autre.`,
    })
  const snapshot = row.snapshot as unknown as Snapshot // written by takeRevision, from a Snapshot
  if (contentHash(snapshot) !== row.contentHash)
    throw new Error(`revision ${number} of article ${articleId} does not match its own hash`)
  return snapshot
}

/** NOTHING_TO_PUBLISH where readers have this content already. */
export async function assertSomethingNew(
  act: Pick<Act, 'prisma' | 'sql'>,
  story: Story,
  revision: number,
): Promise<void> {
  if (story.liveRevision === null) return
  const live = await hashOfRevision(act, story.id, story.liveRevision)
  if (live !== (await hashOfRevision(act, story.id, revision))) return
  throw new Refusal('NOTHING_TO_PUBLISH', {
    en: `What is live of “${story.headline}” is already the approved text.`,
    fr: `Ce qui est en ligne de « ${story.headline} » est déjà le texte validé.`,
  })
}

export const nothingApproved = (headline: string) =>
  new Refusal('NOTHING_APPROVED', {
    en: `“${headline}” has no approved revision. Have it approved first.`,
    fr: `« ${headline} » n’a pas de révision validée. Faites-le d’abord valider.`,
  })

/** EMBARGOED where the story may not be public yet at that time. */
export function assertNoEmbargo({ headline, embargoedUntil }: Story, now: Date): void {
  if (!embargoedUntil || embargoedUntil <= now) return
  throw new Refusal('EMBARGOED', {
    en: `“${headline}” is under embargo until ${embargoedUntil.toISOString()}. Wait until then, or lift the embargo.`,
    fr: `« ${headline} » est sous embargo (fin : ${embargoedUntil.toISOString()}). Attendez, ou levez l’embargo.`,
  })
}

/** What was to leave its readers by now does not come to them late. */
export function assertNotOver({ headline, unpublishAt }: Story, now: Date): void {
  if (!unpublishAt || unpublishAt > now) return
  throw new Refusal('WRONG_STATE', {
    en: `“${headline}” was to leave its readers at ${unpublishAt.toISOString()}, which is past. Move or clear that time first.`,
    fr: `« ${headline} » devait quitter ses lecteurs (${unpublishAt.toISOString()}), et cette heure est passée. Déplacez-la ou effacez-la d’abord.`,
  })
}

/** RIGHTS_EXPIRED where a picture was killed, or its rights will have run out at that time. */
export async function assertPicturesAllowed(
  act: Act,
  story: Story,
  { snapshot, at }: { snapshot: Snapshot; at: Date },
): Promise<void> {
  const ids = [snapshot.image, ...snapshot.sections.map(section => section.image)].flatMap(image => image?.id ?? [])
  // Locked until this publication is there: a kill either finds it, or is seen by it.
  const shown = await act.sql<{ caption: string; killed: boolean; expired: boolean }>(
    `select caption, "killedAt" is not null as killed, coalesce("rightsExpire" <= $2::timestamptz, false) as expired
       from "Image" where id = any($1) order by id for share`,
    [ids, at.toISOString()],
  )
  const first = shown.find(({ killed, expired }) => killed || expired)
  if (!first) return
  const why = first.killed
    ? { en: 'was killed', fr: 'a été retirée' }
    : { en: 'may no longer be used: its rights have run out', fr: 'ne peut plus servir : ses droits ont expiré' }
  throw new Refusal('RIGHTS_EXPIRED', {
    en: `“${story.headline}” has a picture (“${first.caption}”) that ${why.en}. Choose another.`,
    fr: `« ${story.headline} » a une photo (« ${first.caption} ») qui ${why.fr}. Choisissez-en une autre.`,
  })
}
