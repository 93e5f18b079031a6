import type { Session } from '../access.ts'
import { inTransaction } from '../database/in-transaction.ts'
import { removeJobs } from '../database/remove-jobs.ts'
import { sqlOfPrisma } from '../database/sql.ts'
import type { Context } from '../generated/keystone/types.ts'
import { drainUploads } from '../images/accept-upload.ts'
import { uploadOfBytes } from '../images/upload-of-bytes.ts'
import { clearDelivery } from '../publication/clear-delivery.ts'
import { recordChange } from '../publication/record-change.ts'
import { unwrapRefusal } from '../refusals.ts'
import { beginAct, type Newsroom } from '../workflow/act.ts'
import { databaseTime } from '../workflow/database-time.ts'
import { performTransition } from '../workflow/perform-transition.ts'
import { recordAudit } from '../workflow/record-audit.ts'
import type { TransitionName } from '../workflow/transitions.ts'
import { createStory, type CreatedStory } from './create-story.ts'
import { findOrMakePerson } from './find-people.ts'
import { actingAs, type Authoring } from './open-authoring.ts'
import { readSeedFolder, type ReadDocument } from './read-seed-folder.ts'

/**
 * Makes the content what the seed folder says: everything else of it goes, people and the audit chain stay. Each
 * document goes the whole way from draft to live. One transaction: interrupted, nothing has changed. Gives the slugs.
 */
export async function resetContent(
  { context, newsroom }: Authoring,
  { folder }: { folder: string },
): Promise<string[]> {
  const documents = await readSeedFolder(folder)
  const uploads = documents.map(({ picture, sidecar }) =>
    picture && sidecar?.image ? uploadOfBytes(picture, sidecar.image.file) : null,
  )
  // Checked and measured before the transaction opens; what does not fit is refused while nothing has changed.
  for (const upload of uploads) if (upload) await drainUploads({ upload })

  const reset = inTransaction(context, async tx => {
    await clearContent(tx)
    const slugs: string[] = []
    for (const [index, document] of documents.entries()) {
      slugs.push(await tellStory(tx, newsroom, { ...document, upload: uploads[index] ?? null }))
    }
    await recordReset(tx, newsroom)
    return slugs
  })
  return unwrapRefusal(reset)
}

async function clearContent(tx: Context<Session>): Promise<void> {
  const sql = sqlOfPrisma(tx.prisma)
  await sql(`select set_config('bouclage.act', 'seed.reset', true)`)
  // Whoever is saving finishes first, and whoever comes later waits: no act sees half a reset.
  await tx.prisma
    .$executeRaw`lock table "Release", "Article", "EditorialNote", "Notification", "PreviewLink" in exclusive mode`
  await tx.prisma.$executeRaw`lock table "Section", "Image", "Tag", "Revision" in exclusive mode`
  await clearDelivery(sql)
  await removeJobs(sql, 'schedule:')
  // Notes, notifications and preview links go with their story.
  for (const table of ['Release', 'Section', 'Article', 'Image', 'Tag', 'Revision']) await sql(`delete from "${table}"`)
}

/** Draft, review, approval, publication, by the people that the sidecar names; without one, a draft. */
async function tellStory(
  tx: Context<Session>,
  newsroom: Newsroom,
  story: ReadDocument & { upload: ReturnType<typeof uploadOfBytes> | null },
): Promise<string> {
  const { sidecar, upload } = story
  const author = await findOrMakePerson(tx, sidecar?.author ?? 'author@example.org', 'author')
  const approver = await findOrMakePerson(tx, sidecar?.approver ?? 'editor@example.org', 'editor')
  const publisher = await findOrMakePerson(tx, sidecar?.publisher ?? 'publisher@example.org', 'publisher')
  const [write, approve, publish] = [author, approver, publisher].map(person => actingAs(tx, person, 'seed'))
  if (!write || !approve || !publish) throw new Error('three people were named')

  const created = await createStory(story, { author: write, editor: approve, upload })
  if (!sidecar) return created.slug
  await move(write, newsroom, created, 'submit')
  await move(approve, newsroom, created, 'approve')
  await move(publish, newsroom, created, 'publish')
  return created.slug
}

async function move(context: Context<Session>, newsroom: Newsroom, story: CreatedStory, name: TransitionName) {
  await performTransition(beginAct(context, newsroom), {
    articleId: story.id,
    name,
    version: story.version,
    answers: {},
  })
  story.version += 1
}

/** Last, under the ledger's lock: the reset goes on record, and caches hear of it. */
async function recordReset(tx: Context<Session>, newsroom: Newsroom): Promise<void> {
  const act = {
    prisma: tx.prisma,
    sql: sqlOfPrisma(tx.prisma),
    person: { id: 'seed', name: 'Seed', role: 'admin' as const },
    onRecord: 'seed',
    requestId: null,
    auditKey: newsroom.auditKey(),
  }
  await recordAudit(act, { action: 'seed.reset', subject: 'content' })
  await recordChange(act.sql, { kind: 'reset', articleId: null, tags: [], at: await databaseTime(act) })
}
