import { sqlOfPrisma } from '../database/sql.ts'
import { hashToken } from '../sign-in/session-cookie.ts'
import { paragraphs, save, move, type Desk, type Story, type TestNewsroom } from './newsroom.ts'
import type { Known, Rows } from './leak-questions.ts'

/** Words that stand in private rows alone. */
export const privateWords = 'Le secret de la falaise'
const then = new Date('2026-03-04T05:06:07.000Z')
const later = new Date(Date.now() + 86_400_000)

/** Of each list whose rows are somebody’s own, the row that is not there at first. */
function hiddenRows({ desks }: TestNewsroom, own: Story): Rows {
  const { otherAuthor, otherEditor } = desks
  const article = 'hiddenarticle'
  const moments = { createdAt: then, updatedAt: then }
  return {
    Article: {
      id: article,
      headline: privateWords,
      slug: 'le-secret-de-la-falaise',
      description: privateWords,
      edNote: privateWords,
      byline: privateWords,
      urgency: 7,
      authorId: otherAuthor.person.id,
      trashedAt: then,
      ...moments,
    },
    Section: {
      id: 'hiddensection',
      articleId: article,
      position: 1,
      heading: privateWords,
      body: paragraphs(privateWords),
    },
    EditorialNote: { id: 'hiddennote', articleId: article, text: privateWords, authorId: otherAuthor.person.id },
    Revision: {
      id: 'hiddenrevision',
      articleId: article,
      number: 1,
      cause: 'create',
      snapshot: { headline: privateWords },
      contentHash: 'hiddenhash',
      authorId: otherAuthor.person.id,
      createdAt: then,
    },
    AuditEntry: {
      id: 'hiddenentry',
      sequence: 900_000,
      actorId: otherAuthor.person.id,
      action: 'article.trash',
      subject: `article:${article}`,
      reason: privateWords,
      at: then,
      previousHash: 'hiddenhash',
      hash: 'hiddenhash',
    },
    PreviewLink: {
      id: 'hiddenlink',
      articleId: article,
      tokenHash: hashToken('hidden'),
      note: privateWords,
      language: 'fr',
      createdById: otherAuthor.person.id,
      expiresAt: later,
    },
    Session: {
      id: 'hiddensession',
      tokenHash: hashToken('hidden'),
      userId: otherEditor.person.id,
      createdAt: then,
      expiresAt: later,
      address: '203.0.113.7',
      userAgent: privateWords,
    },
    ApiToken: {
      id: 'hiddentoken',
      name: privateWords,
      tokenHash: hashToken('hidden'),
      ending: 'Qx7Z',
      personId: otherEditor.person.id,
      access: 'write',
      createdAt: then,
      expiresAt: new Date(then.getTime() + 86_400_000 * 300),
    },
    Notification: {
      id: 'hiddennotice',
      personId: otherEditor.person.id,
      kind: 'approved',
      articleId: own.id,
      byId: desks.publisher.person.id,
      detail: privateWords,
      createdAt: then,
    },
    Webhook: {
      id: 'hiddenwebhook',
      name: privateWords,
      url: 'https://hidden.example/falaise',
      secret: 'hidden',
      ...moments,
    },
  }
}

/** `buried` is a story in somebody’s trash to which a visible one links. */
export type Furnished = Known & { buried: Story }

/** A newsroom at work, in which nothing private to the callers has happened yet. */
export async function furnish(newsroom: TestNewsroom): Promise<Furnished> {
  const { stories, desks, context } = newsroom
  const own = await stories.draft()
  const theirs = await stories.draft({ headline: 'D’un collègue' }, desks.otherAuthor)
  const buried = await stories.draft({ headline: 'Mise de côté' }, desks.otherAuthor)
  await stories.live()
  const linked = await must(
    desks.author,
    save(own, { relatedArticles: { connect: [{ id: buried.id }, { id: theirs.id }] } }),
  )
  await must(desks.otherAuthor, move('trash', buried))
  const release = await context.prisma.release.create({
    data: { name: 'L’édition du soir', articles: { connect: [{ id: theirs.id }] } },
  })
  const note = await context.db.EditorialNote.findMany({ take: 1 })
  const notice = { personId: desks.author.person.id, kind: 'approved', articleId: buried.id } as const
  await context.prisma.notification.create({ data: { ...notice, byId: desks.editor.person.id } })
  await context.prisma.webhook.create({ data: { name: 'Le site', url: 'https://example.org', secret: 'before' } })
  await context.prisma.previewLink.create({
    data: {
      articleId: own.id,
      tokenHash: hashToken('before'),
      language: 'fr',
      expiresAt: later,
      createdById: desks.author.person.id,
    },
  })
  await context.prisma.session.create({
    data: { tokenHash: hashToken('before'), userId: desks.author.person.id, expiresAt: later },
  })
  await context.prisma.apiToken.create({
    data: { name: 'La dépêche', tokenHash: hashToken('before'), personId: desks.author.person.id, expiresAt: later },
  })
  await sqlOfPrisma(context.prisma)(`update "User" set password = 'a hash' where email = 'other.editor@example.org'`)
  const [image, tag] = await Promise.all([
    context.prisma.image.findFirstOrThrow(),
    context.prisma.tag.findFirstOrThrow(),
  ])
  return {
    hidden: hiddenRows(newsroom, own),
    visible: {
      Article: { id: own.id, version: linked.version },
      Release: { id: release.id },
      Image: { id: image.id },
      Tag: { id: tag.id },
      User: { id: desks.author.person.id },
      ...(note[0] && { EditorialNote: { id: note[0].id } }),
    },
    buried,
  }
}

async function must(desk: Desk, [query, variables]: readonly [string, Record<string, unknown>]): Promise<Story> {
  const { data, refusal } = await desk.ask(query, variables)
  if (refusal) throw new Error(refusal.message)
  return Object.values(data ?? {})[0] as unknown as Story // both queries ask for a story
}

/** What nobody may read through any question: hashes and secrets; and what is told to one person alone. */
export async function changeWhatIsNobodys({ context }: TestNewsroom, { hidden }: Known): Promise<void> {
  const sql = sqlOfPrisma(context.prisma)
  const tokens = [hashToken('after'), hashToken('before')]
  await sql(`update "User" set password = 'another hash' where email = 'other.editor@example.org'`)
  await sql(`update "Session" set "tokenHash" = $1 where "tokenHash" = $2`, tokens)
  await sql(`update "PreviewLink" set "tokenHash" = $1 where "tokenHash" = $2`, tokens)
  // The database keeps a token as it was made, but for this test.
  await sql('alter table "ApiToken" disable trigger keep_as_made')
  await sql(`update "ApiToken" set "tokenHash" = $1 where "tokenHash" = $2`, tokens)
  await sql(`update "Webhook" set secret = 'after' where secret = 'before'`)
  await context.prisma.notification.create({ data: row(hidden, 'Notification') })
}

/** What admins alone read: webhooks, where others are signed in, what acts for them, and who has a password. */
export async function changeWhatIsForAdmins({ context }: TestNewsroom, { hidden }: Known): Promise<void> {
  await context.prisma.webhook.create({ data: row(hidden, 'Webhook') })
  await context.prisma.session.create({ data: row(hidden, 'Session') })
  await context.prisma.apiToken.create({ data: row(hidden, 'ApiToken') })
  await sqlOfPrisma(context.prisma)(`update "User" set password = 'a hash' where email = 'other.author@example.org'`)
}

/** What editors read and other authors do not: the trash of somebody else, and the record of what is not one’s own. */
export async function changeWhatIsForEditors(
  { context: { prisma } }: TestNewsroom,
  { hidden, visible, buried }: Furnished,
): Promise<void> {
  const sql = sqlOfPrisma(prisma)
  await prisma.article.create({ data: row(hidden, 'Article') })
  await prisma.section.create({ data: row(hidden, 'Section') })
  await prisma.editorialNote.create({ data: row(hidden, 'EditorialNote') })
  await prisma.revision.create({ data: row(hidden, 'Revision') })
  await prisma.auditEntry.create({ data: row(hidden, 'AuditEntry') })
  await prisma.previewLink.create({ data: row(hidden, 'PreviewLink') })
  await sql(`insert into "_Article_relatedArticles" ("A", "B") values ($1, $2)`, [
    visible['Article']?.['id'],
    'hiddenarticle',
  ])
  await sql(
    `update "Article" set version = version + 1, headline = $1, description = $1, "edNote" = $1, urgency = 7 where id = $2`,
    [privateWords, buried.id],
  )
}

/** A row as the database takes it. */
const row = (rows: Rows, list: string) => rows[list] as never
