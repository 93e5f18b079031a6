import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isAtLeast, roles, whoMay, type Role } from '../../access.ts'
import { openTestNewsroom, type TestNewsroom } from '../newsroom.ts'

let newsroom: TestNewsroom
before(async () => {
  newsroom = await openTestNewsroom()
})
after(() => newsroom.close())

type Row = Record<'create' | 'update' | 'remove', Role | null> & { plural: string; read?: Role }

/** The design’s rule a second time: the least role that may, null for nobody. Reading is for all, unless it is said. */
const least: Record<string, Row> = {
  Article: { create: 'author', update: 'author', remove: null, plural: 'articles' },
  Section: { create: null, update: null, remove: null, plural: 'sections' },
  Image: { create: 'author', update: 'author', remove: null, plural: 'images' },
  Tag: { create: 'editor', update: 'editor', remove: 'editor', plural: 'tags' },
  Release: { create: 'editor', update: 'editor', remove: 'editor', plural: 'releases' },
  EditorialNote: { create: 'author', update: null, remove: null, plural: 'editorialNotes' },
  Notification: { create: null, update: null, remove: null, plural: 'notifications' },
  User: { create: 'admin', update: 'author', remove: null, plural: 'users' },
  Session: { create: null, update: null, remove: null, plural: 'sessions' },
  ApiToken: { create: null, update: null, remove: null, plural: 'apiTokens' },
  Revision: { create: null, update: null, remove: null, plural: 'revisions' },
  AuditEntry: { create: null, update: null, remove: null, plural: 'auditEntries' },
  PreviewLink: { create: null, update: null, remove: null, plural: 'previewLinks' },
  Webhook: { create: 'admin', update: 'admin', remove: 'admin', plural: 'webhooks', read: 'admin' },
}

test('every list has its row in the table, and the table has no other', () => {
  const lists = Object.keys(newsroom.context.db)

  assert.deepEqual(Object.keys(whoMay).sort(), lists.sort())
  assert.deepEqual(Object.keys(least).sort(), lists.sort())
})

test('everybody reads the lists that their role may read, and strangers read none', async () => {
  const stranger = newsroom.context.withSession(undefined)
  await newsroom.context.prisma.webhook.create({ data: { name: 'Le site', url: 'https://example.org' } })
  for (const [list, { plural, read = 'author' }] of Object.entries(least)) {
    for (const role of roles) {
      const { data, refusal } = await newsroom.desks[role].ask(`{ ${plural} { id } }`)
      const seen = !refusal && Array.isArray(data?.[plural])
      const may = isAtLeast(newsroom.desks[role].person, read)
      assert.ok(may ? seen : !(data?.[plural] as unknown as unknown[] | undefined)?.length, `${role} reads ${list}`)
    }
    const { data } = await stranger.graphql.raw({ query: `{ ${plural} { id } }` })
    assert.deepEqual((data as Record<string, unknown> | null)?.[plural] ?? [], [], `a stranger reads ${list}`)
  }
})

const attempts = {
  create: (list: string) => `mutation ($data: ${list}CreateInput!) { create${list}(data: $data) { id } }`,
  update: (list: string) =>
    `mutation ($id: ID!, $data: ${list}UpdateInput!) { update${list}(where: { id: $id }, data: $data) { id } }`,
  remove: (list: string) => `mutation ($id: ID!) { delete${list}(where: { id: $id }) { id } }`,
}

/** What an input cannot do without. */
const required: Record<string, Record<string, unknown>> = {
  'create Image': { file: null },
  'update Article': { version: 1 },
  'update Release': { version: 1 },
}

/** A row that the role may see, and write where anybody in it may: their own, or a new one. */
async function rowFor(list: string, role: Role): Promise<string> {
  const { desks, stories, context } = newsroom
  const made: Record<string, () => Promise<string>> = {
    Article: async () => (await stories.draft({}, desks[role])).id,
    Image: async () =>
      (await context.prisma.image.findFirstOrThrow({ where: { uploadedById: desks.author.person.id } })).id,
    Tag: () => stories.tag(`Lieu de ${role} ${Math.random()}`),
    Release: async () => (await context.prisma.release.create({ data: { name: 'Une édition' } })).id,
    User: async () => desks[role].person.id,
    Webhook: async () => (await context.prisma.webhook.create({ data: { name: 'Un site' } })).id,
  }
  return (await made[list]?.()) ?? 'none'
}

test('each role writes the lists of its row, and is denied the others', async () => {
  await newsroom.stories.draft()
  let cases = 0
  for (const [list, row] of Object.entries(least)) {
    for (const operation of ['create', 'update', 'remove'] as const) {
      for (const role of roles) {
        const data = required[`${operation} ${list}`] ?? {}
        const id = await rowFor(list, role)
        const { refusal } = await newsroom.desks[role].ask(attempts[operation](list), { id, data })
        const may = row[operation] !== null && isAtLeast(newsroom.desks[role].person, row[operation])
        const denied = refusal !== null && (isMissing(refusal.message) || refusal.code === 'KS_ACCESS_DENIED')
        assert.equal(denied, !may, `${role}: ${operation} ${list} (${refusal?.code}: ${refusal?.message})`)
        cases += 1
      }
    }
  }
  assert.equal(cases, 14 * 3 * 4)
})

/** A mutation, or its input, that the schema does not have at all. */
const isMissing = (message: string) => /Cannot query field|Unknown type|is never used/.test(message)
