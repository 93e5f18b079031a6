import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { once } from 'node:events'
import path from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { sqlOfPrisma, type Sql } from '../../database/sql.ts'
import { readAuditHead } from '../../workflow/read-audit.ts'
import { lockStory } from '../../workflow/lock-story.ts'
import { create, move, openTestNewsroom, save, type Answer, type Story, type TestNewsroom } from '../newsroom.ts'
import { verifyStoredTrail } from '../verify-stored-trail.ts'

let newsroom: TestNewsroom
let sql: Sql
before(async () => {
  newsroom = await openTestNewsroom()
  sql = sqlOfPrisma(newsroom.context.prisma)
  for (let count = 0; count < 4; count += 1) await newsroom.stories.live()
})
after(() => newsroom.close())

const entriesOf = (subject: string) =>
  newsroom.context.prisma.auditEntry.findMany({
    where: { subject },
    orderBy: { sequence: 'asc' },
    select: { action: true, actorId: true, from: true, to: true, revision: true, reason: true },
  })

test('the way of a story is on record: who did what, from where to where, with which revision and why', async () => {
  const { desks, stories } = newsroom
  const live = await stories.live()
  await desks.publisher.ask(...move('unpublish', live, { reason: 'À vérifier.' }))

  const entries = await entriesOf(`article:${live.id}`)

  const { author, editor, publisher } = desks
  assert.deepEqual(
    entries.map(({ action, actorId, from, to, revision, reason }) => [action, actorId, from, to, revision, reason]),
    [
      ['article.create', author.person.id, null, 'draft', 1, null],
      ['article.submit', author.person.id, 'draft', 'in_review', 1, null],
      ['article.approve', editor.person.id, 'in_review', 'approved', 1, null],
      ['article.publish', publisher.person.id, 'approved', 'approved', 1, null],
      ['article.unpublish', publisher.person.id, 'approved', 'draft', 1, 'À vérifier.'],
    ],
  )
})

test('a change of desk data is on record with its fields, from what to what; of a note only its length', async () => {
  const { desks, stories } = newsroom
  const draft = await stories.draft({ urgency: 4 })
  const embargoedUntil = '2030-01-01T00:00:00.000Z'
  await desks.editor.ask(...save(draft, { urgency: 2, edNote: 'Appeler Ievlakh.', embargoedUntil }))
  await desks.editor.ask(
    ...save({ ...draft, version: 2 }, { author: { connect: { id: desks.otherAuthor.person.id } } }),
  )
  await desks.editor.ask(...save({ ...draft, version: 3 }, { headline: 'Rien du bureau', urgency: 2 }))

  const entries = (await entriesOf(`article:${draft.id}`)).filter(({ action }) => action === 'article.desk')

  assert.deepEqual(
    entries.map(({ from, to }) => [JSON.parse(String(from)), JSON.parse(String(to))]),
    [
      [
        { urgency: 4, edNote: '0 characters', embargoedUntil: null },
        { urgency: 2, edNote: '16 characters', embargoedUntil },
      ],
      [{ authorId: desks.author.person.id }, { authorId: desks.otherAuthor.person.id }],
    ],
  )
})

test('changed roles, closed accounts, pictures and tags are on record, naming fields and no secrets', async () => {
  const { desks, stories } = newsroom
  const { id } = desks.otherEditor.person
  const [image, tag] = [await stories.image(), await stories.tag('Avant')]
  await desks.admin.ask(
    `mutation ($id: ID!) { updateUser(where: { id: $id }, data: { role: publisher, password: "un mot de passe sûr" }) { id } }`,
    { id },
  )
  await desks.admin.ask(`mutation ($id: ID!) { updateUser(where: { id: $id }, data: { role: editor }) { id } }`, { id })
  await desks.editor.ask(`mutation ($id: ID!) { updateImage(where: { id: $id }, data: { caption: "Autre" }) { id } }`, {
    id: image,
  })
  await desks.editor.ask(`mutation ($id: ID!) { updateTag(where: { id: $id }, data: { name: "Après" }) { id } }`, {
    id: tag,
  })

  const [people, pictures, tags] = await Promise.all([`user:${id}`, `image:${image}`, `tag:${tag}`].map(entriesOf))

  assert.deepEqual(
    people?.map(({ action, from, to, reason }) => [action, from, to, reason]),
    [
      ['user.update', 'editor', 'publisher', 'Changed: password, role.'],
      ['user.update', 'publisher', 'editor', 'Changed: role.'],
    ],
  )
  assert.deepEqual(
    pictures?.map(({ action, reason }) => [action, reason]),
    [
      ['image.create', null],
      ['image.update', 'Changed: caption.'],
    ],
  )
  assert.deepEqual([tags?.[1]?.from, tags?.[1]?.to, tags?.[1]?.reason], ['Avant', 'Après', 'Changed: name.'])
})

test('sixty acts of every kind at once on four stories: the chain has no gap, and nobody waits for ever', async () => {
  const { desks, stories } = newsroom
  const four: Story[] = []
  for (let count = 0; count < 4; count += 1) four.push(await stories.draft())
  const image = await stories.image()
  const [a, b, c, d] = four.map(({ id }) => id)
  const link: Record<string, string | undefined> = { [a ?? '']: b, [b ?? '']: a, [c ?? '']: d, [d ?? '']: c }
  const before = await readAuditHead(sql)

  const answers = await Promise.all(Array.from({ length: 15 }, (_, n) => four.map(story => act(n, story))).flat())

  function act(n: number, story: Story): Promise<Answer> {
    const { author, editor, otherEditor, publisher, admin } = desks
    const related = { relatedArticles: { connect: [{ id: link[story.id] }] } }
    const acts = [
      () => stubbornly(story, held => author.ask(...save(held, { headline: `Titre ${n}`, ...related }))),
      () => stubbornly(story, held => editor.ask(...save(held, { urgency: (n % 9) + 1, description: `Chapô ${n}` }))),
      () => stubbornly(story, held => otherEditor.ask(...move('submit', held))),
      () => stubbornly(story, held => publisher.ask(...move('publishNow', held, { override: 'Urgent.' }))),
      () => stubbornly(story, held => admin.ask(...move('requestChanges', held))),
      () => otherEditor.ask(...create({ headline: `Une autre ${n}`, ...related })),
      () => editor.ask(updateImage, { id: image, data: { caption: `Légende ${n}` } }),
      () => editor.ask(createTag, { data: { name: `Lieu ${story.id} ${n}` } }),
    ]
    return (acts[n % acts.length] ?? assert.fail())()
  }
  const codes = answers.map(({ refusal }) => refusal?.code ?? 'done')
  const head = await readAuditHead(sql)
  assert.deepEqual(
    codes.filter(code => !['done', 'ARTICLE_CHANGED', 'WRONG_STATE', 'NOTHING_TO_PUBLISH'].includes(code)),
    [],
    answers.flatMap(({ refusal }) => refusal?.message ?? []).join('\n'),
  )
  assert.ok(codes.filter(code => code === 'done').length >= 40, codes.join())
  assert.ok(head.sequence - before.sequence >= codes.filter(code => code === 'done').length)
  assert.deepEqual((await verifyStoredTrail(newsroom)).findings, [])
})

test('a story that somebody is just saving can be linked to from another, and back, without a wait', async () => {
  const { context, stories } = newsroom
  const [one, two] = [await stories.draft(), await stories.draft()]
  const linked = `insert into "_Article_relatedArticles" ("A", "B") values ($1, $2)`

  await context.transaction(async first => {
    await lockStory({ sql: sqlOfPrisma(first.prisma) }, one.id)
    await context.transaction(async second => {
      const inside = sqlOfPrisma(second.prisma)
      await inside(`set local lock_timeout = '2s'`)
      await lockStory({ sql: inside }, two.id)
      await inside(linked, [two.id, one.id])
    })
    await sqlOfPrisma(first.prisma)(linked, [one.id, two.id])
  })

  const links = await sql(`select 1 from "_Article_relatedArticles" where "A" = any($1)`, [[one.id, two.id]])
  assert.equal(links.length, 2)
})

test('whatever is done to the table behind the newsroom’s back is found, and named by its number', async () => {
  const { sequence: last } = await readAuditHead(sql)
  const place = fc.integer({ min: 2, max: last - 1 })
  const tamperings: [string, (at: number) => string[], (at: number) => RegExp][] = [
    [
      'changed',
      at => [`update "AuditEntry" set reason = 'Autre' where sequence = ${at}`],
      at => new RegExp(`Entry ${at} .*changed`),
    ],
    ['removed', at => [`delete from "AuditEntry" where sequence = ${at}`], at => new RegExp(`Entry ${at} was removed`)],
    [
      'added',
      at => [
        `drop index "AuditEntry_sequence_key"`,
        `insert into "AuditEntry" (id, sequence, "actorId", action, subject, at, "previousHash", hash)
         select 'zzz', sequence, "actorId", 'article.kill', subject, at, "previousHash", hash from "AuditEntry" where sequence = ${at}`,
      ],
      at => new RegExp(`Entry ${at} \\(article.kill .*was added`),
    ],
    [
      'reordered',
      at => [
        `drop index "AuditEntry_sequence_key"`,
        `update "AuditEntry" set sequence = ${2 * at + 1} - sequence where sequence in (${at}, ${at + 1})`,
      ],
      at => new RegExp(`Entry ${at} .*was moved: it was number ${at + 1}`),
    ],
    [
      'cut',
      at => [`delete from "AuditEntry" where sequence > ${at}`],
      at => new RegExp(`the last entry is ${at}, and the ledger knows ${last}`),
    ],
  ]

  for (const [, tamper, expected] of tamperings) {
    await fc.assert(
      fc.asyncProperty(place, async at => assert.match((await findingsAfter(tamper(at))).join('\n'), expected(at))),
      { numRuns: 3 },
    )
  }
  assert.deepEqual((await verifyStoredTrail(newsroom)).findings, [])
})

test('the command says that the trail is whole, gives its head, and finds later what was cut since', async () => {
  const whole = await run('audit-verify')
  const head = /Head: (\d+:[0-9a-f]{64})/.exec(whole.output)?.[1] ?? assert.fail(whole.output)
  const [, hash = ''] = head.split(':')
  await newsroom.stories.draft()

  const noted = [await run('audit-verify', '--head', head), await run('audit-verify', '--head', hash)]
  const unknown = await run('audit-verify', '--head', `999999:${hash}`)
  const another = await run(
    'audit-verify',
    '--head',
    head.replace(/.$/, digit => (digit === '0' ? '1' : '0')),
  )
  const misspelt = await run('audit-verify', '--heads', head)

  assert.deepEqual(
    noted.map(({ code }) => code),
    [0, 0],
  )
  assert.deepEqual(
    [whole, unknown, another, misspelt].map(({ code }) => code),
    [0, 1, 1, 1],
  )
  assert.match(whole.output, /The audit trail is whole: \d+ entries\./)
  assert.match(unknown.output, /entry 999999 was noted/)
  assert.match(another.output, /was noted with the hash .*, which it does not have/)
  assert.match(misspelt.output, /Ask like this/)
})

test('the command tells another key from a broken trail', async () => {
  const { code, output } = await run('audit-verify', { AUDIT_KEY: 'quite another key of more than thirty-two' })

  assert.equal(code, 1)
  assert.match(output, /None of the \d+ entries fits AUDIT_KEY/)
})

test('the export is one JSON document a line, an entry each, in their order', async () => {
  const { code, output } = await run('audit-export')

  const lines = output.trimEnd().split('\n')
  const { sequence } = await readAuditHead(sql)
  const entries = lines.map(line => JSON.parse(line) as { sequence: number; hash: string; previousHash: string })
  assert.equal(code, 0)
  assert.deepEqual(
    entries.map(entry => entry.sequence),
    Array.from({ length: sequence }, (_, index) => index + 1),
  )
  assert.equal(entries[5]?.previousHash, entries[4]?.hash)
})

const updateImage = `mutation ($data: ImageUpdateInput!, $id: ID!) { updateImage(where: { id: $id }, data: $data) { id } }`
const createTag = `mutation ($data: TagCreateInput!) { createTag(data: $data) { id } }`

/** Tries again from the version that the refusal names, as somebody does who has looked again. */
async function stubbornly(story: Story, attempt: (held: Story) => Promise<Answer>): Promise<Answer> {
  const answer = await attempt(story)
  if (answer.refusal?.code !== 'ARTICLE_CHANGED') return answer
  return stubbornly({ ...story, version: Number(answer.refusal.extensions['version']) }, attempt)
}

/** What a verification finds after somebody with all rights over the database has done this; then it is undone. */
async function findingsAfter(statements: string[]): Promise<string[]> {
  const undo = new Error('undone')
  let findings: string[] = []
  const tampered = newsroom.context.transaction(async tx => {
    const inside = sqlOfPrisma(tx.prisma)
    for (const statement of [`alter table "AuditEntry" disable trigger user`, ...statements]) await inside(statement)
    findings = (await verifyStoredTrail({ ...newsroom, context: tx })).findings
    throw undo
  })
  await assert.rejects(tampered, undo)
  return findings
}

async function run(command: string, ...words: (string | Record<string, string>)[]) {
  const settings = {
    DATABASE_URL: newsroom.databaseUrl,
    AUDIT_KEY: newsroom.newsroom.auditKey(),
    SESSION_SECRET: 'a test secret of thirty-two characters',
    DATA_DIR: newsroom.dataDir,
  }
  const args = words.filter(word => typeof word === 'string')
  const env = Object.assign({ ...process.env, ...settings }, ...words.filter(word => typeof word !== 'string'))
  const file = path.resolve(import.meta.dirname, `../../commands/${command}.ts`)
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code, output: output || errors }
}
