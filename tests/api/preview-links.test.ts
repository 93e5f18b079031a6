import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { pino } from 'pino'
import { buildDelivery } from '../../delivery/build-delivery.ts'
import { openDeliveryPool } from '../../delivery/open-delivery-pool.ts'
import { forgetTheOld } from '../../jobs/forget-the-old.ts'
import { resetContent } from '../../seed/reset-content.ts'
import { hashToken } from '../../sign-in/session-cookie.ts'
import { move, save, type Desk, type Story } from '../newsroom.ts'
import type { Call } from '../start-doors.ts'
import { startPreviews, type PreviewsUnderTest } from '../start-previews.ts'

const guesses = 4
const day = 86_400_000

let newsroom: PreviewsUnderTest
before(async () => {
  newsroom = await startPreviews({ guesses })
})
after(() => newsroom.close())
beforeEach(() => {
  newsroom.clock.now = () => new Date()
})

type Order = { revision?: number; days?: number; note?: string; language?: string }
type Made = { url: string; link: { id: string; expiresAt: string; timesOpened: number } }

function ask(desk: Desk, { id }: Pick<Story, 'id'>, order: Order = {}) {
  return desk.ask(
    `mutation ($id: ID!, $revision: Int, $days: Int, $note: String, $language: String) {
      makePreviewLink(where: { id: $id }, revision: $revision, days: $days, note: $note, language: $language) {
        url link { id expiresAt timesOpened }
      }
    }`,
    { id, ...order },
  )
}

/** A link's path, its token and its row's id. */
async function linkTo(story: Pick<Story, 'id'>, order: Order = {}, desk: Desk = newsroom.desks.editor) {
  const { data, refusal } = await ask(desk, story, order)
  if (refusal) throw new Error(refusal.message)
  const { url, link } = (data?.['makePreviewLink'] ?? assert.fail()) as unknown as Made
  const { pathname } = new URL(url)
  return { path: pathname, token: pathname.split('/').at(-1) ?? '', ...link }
}

/** As somebody outside: no cookie, and an address of their own. */
let strangers = 0
const newAddress = () => `203.0.113.${(strangers = (strangers + 1) % 250)}`
const visit = (where: string, { headers, ...call }: Call = {}) =>
  newsroom.get(where, { ...call, headers: { 'x-forwarded-for': newAddress(), ...headers } })

const revoke = (desk: Desk, id: string) =>
  desk.ask(`mutation ($id: ID!) { revokePreviewLink(where: { id: $id }) { revokedAt } }`, { id })

const rowOf = (id: string) => newsroom.context.prisma.previewLink.findUnique({ where: { id } })

/** What a stranger learns from an answer. */
const learned = ({ status, text, headers }: Awaited<ReturnType<typeof visit>>) => {
  const { date: _date, 'x-request-id': _id, 'keep-alive': _alive, ...rest } = headers
  return { status, text, headers: rest }
}

test('whoever has the link reads the story without signing in, and its banner says until when', async () => {
  const story = await newsroom.stories.draft({ headline: 'Une enquête à relire' })

  const link = await linkTo(story, { language: 'fr', days: 3 })
  const { status, text } = await visit(link.path)

  assert.equal(status, 200)
  assert.match(text, /<h1>Une enquête à relire<\/h1>/)
  assert.match(text, /Aperçu — non publié\..*Ce lien s’ouvre jusqu’au \d/s)
  assert.ok(Math.abs(Date.parse(link.expiresAt) - Date.now() - 3 * day) < 60_000)
})

test('a link of one revision shows that text for ever, and a link of the working copy follows it', async () => {
  const { desks, stories } = newsroom
  const story = await stories.draft({ headline: 'La première version' })
  const [pinned, following] = [await linkTo(story, { revision: 1 }), await linkTo(story)]

  await desks.author.ask(...save(story, { headline: 'La seconde version' }))

  assert.match(
    (await visit(pinned.path)).text,
    /<h1>La première version<.*Revision 1|Revision 1.*<h1>La première version</s,
  )
  assert.match((await visit(following.path)).text, /<h1>La seconde version</)
})

test('the newsroom keeps a hash of the token, and nowhere the token', async () => {
  const story = await newsroom.stories.draft()
  const link = await linkTo(story, { note: 'Me Dupont' })
  await visit(link.path)
  await visit(`${link.path}/images/none/full.webp`)
  await visit(`${link.path}.`)

  const row = await rowOf(link.id)
  const audit = await newsroom.context.prisma.auditEntry.findMany({ where: { subject: `article:${story.id}` } })

  assert.match(link.token, /^[\w-]{43}$/)
  assert.equal(row?.tokenHash, hashToken(link.token))
  const kept = JSON.stringify([row, audit, newsroom.lines, (await newsroom.get('/metrics')).text])
  assert.ok(!kept.includes(link.token), 'the token is in no row, log line or figure')
  assert.ok(newsroom.lines.some(line => line.includes('/preview/shared/[secret]')))
  const { data } = await newsroom.desks.admin.ask(`{ __type(name: "PreviewLink") { fields { name } } }`)
  assert.ok(!JSON.stringify(data).includes('tokenHash'))
})

test('making and revoking a link are on record, and do not count as changes of the story', async () => {
  const { desks, stories, context } = newsroom
  const story = await stories.draft()
  const saved = await desks.author.ask(...save(story, { description: 'On continue.' }))
  const link = await linkTo(story, { note: 'Ma source', revision: 1 })
  await revoke(desks.editor, link.id)
  await revoke(desks.editor, link.id)

  const late = await desks.editor.ask(...save(story, { description: 'Trop tard.' }))

  const entries = await context.prisma.auditEntry.findMany({
    where: { subject: `article:${story.id}`, action: { contains: 'PreviewLink' } },
    orderBy: { sequence: 'asc' },
  })
  assert.deepEqual(
    entries.map(({ action, revision, actorId }) => [action, revision, actorId === desks.editor.person.id]),
    [
      ['article.makePreviewLink', 1, true],
      ['article.revokePreviewLink', 1, true],
    ],
  )
  assert.doesNotMatch(JSON.stringify(entries), /Ma source/)
  assert.equal(saved.refusal, null)
  assert.match(late.refusal?.message ?? '', new RegExp(`changed by ${desks.author.person.name}`))
})

test('openings are counted, and looking only at the headers is none', async () => {
  const link = await linkTo(await newsroom.stories.draft())

  await visit(link.path)
  await visit(link.path)
  const head = await visit(link.path, { method: 'HEAD' })

  const row = await rowOf(link.id)
  assert.deepEqual([head.status, head.text, row?.timesOpened], [200, '', 2])
  assert.ok(row?.lastOpenedAt)
})

test('editors make links to any story, authors to their own; nobody else sees or ends them', async () => {
  const { desks, stories } = newsroom
  const story = await stories.draft()

  const own = await linkTo(story, {}, desks.author)
  const others = await ask(desks.otherAuthor, story)
  const revoked = await revoke(desks.otherAuthor, own.id)

  assert.equal(others.refusal?.code, 'NOT_PERMITTED')
  assert.equal(revoked.refusal?.code, 'NOT_FOUND')
  const seenBy = async (desk: Desk) => {
    const query = `query ($id: ID!) { previewLinksOf(where: { id: $id }) { id } previewLinks { id } article(where: { id: $id }) { openPreviewLinks } }`
    const { data } = await desk.ask(query, { id: story.id })
    const { previewLinksOf, previewLinks, article } = data as unknown as Record<
      'previewLinksOf' | 'previewLinks',
      { id: string }[]
    > & { article: { openPreviewLinks: number | null } }
    return [previewLinksOf.length, previewLinks.some(({ id }) => id === own.id), article.openPreviewLinks]
  }
  assert.deepEqual(await seenBy(desks.otherAuthor), [0, false, null])
  assert.deepEqual(await seenBy(desks.author), [1, true, 1])
  assert.deepEqual(await seenBy(desks.otherEditor), [1, true, 1])
  const filtered = await desks.otherAuthor.ask(
    `{ previewLinks(where: { article: { headline: { contains: "e" } } }) { id } }`,
  )
  assert.ok(filtered.refusal, 'no question about stories through their links')
})

test('a link is made only within its bounds, each refusal in a sentence', async () => {
  const { desks, stories } = newsroom
  const story = await stories.draft()
  const orders: Order[] = [
    ...[{ days: 0 }, { days: 31 }, { days: -1 }, { language: 'de' }, { note: 'x'.repeat(301) }, { note: 'a\nb' }],
    ...[{ revision: 2 }, { revision: 0 }],
  ]

  const codes = []
  for (const order of orders) codes.push((await ask(desks.editor, story, order)).refusal?.code)

  assert.deepEqual(codes, [...Array<string>(6).fill('INVALID_INPUT'), 'NOT_FOUND', 'NOT_FOUND'])
  assert.equal(await newsroom.context.prisma.previewLink.count({ where: { articleId: story.id } }), 0)
})

test('a story has at most fifty open links', async () => {
  const { desks, stories, context } = newsroom
  const story = await stories.draft()
  const link = await linkTo(story)
  const row = (await rowOf(link.id)) ?? assert.fail()
  const more = Array.from({ length: 49 }, (_, number) => ({
    ...row,
    id: `${row.id}-${number}`,
    tokenHash: hashToken(`one of many, ${number}`),
  }))
  await context.prisma.previewLink.createMany({ data: more })

  const { refusal } = await ask(desks.editor, story)

  assert.equal(refusal?.code, 'LIMIT_EXCEEDED')
})

test('made up, expired, revoked, killed, in the trash: the answer is the same to the letter', async () => {
  const { desks, stories, clock } = newsroom
  const [expired, revoked] = [await linkTo(await stories.draft(), { days: 1 }), await linkTo(await stories.draft())]
  await revoke(desks.editor, revoked.id)
  const live = await stories.live({ headline: 'Retirée' })
  const killed = await linkTo(live)
  await desks.publisher.ask(...move('kill', live))
  const draft = await stories.draft()
  const trashed = await linkTo(draft)
  await desks.author.ask(...move('trash', draft))
  clock.now = () => new Date(Date.now() + day + 1_000)

  const madeUp = [
    'A'.repeat(43),
    '1',
    '..%2f..',
    `${expired.token}A`,
    expired.token.slice(1),
    '%00',
    'é',
    "' or 1=1 --",
  ].map(token => `/preview/shared/${encodeURIComponent(token).replace('%2500', '%00')}`)
  const answers = []
  for (const where of [expired.path, revoked.path, killed.path, trashed.path, ...madeUp])
    answers.push(learned(await visit(where)))

  assert.equal(answers[0]?.status, 404)
  for (const [place, answer] of answers.entries()) assert.deepEqual(answer, answers[0], `answer ${place}`)
  assert.doesNotMatch(answers[0]?.text ?? '', /Retirée|expire|revoked/)
  const pictures = await visit(`${expired.path}/images/${'0'.repeat(32)}/full.webp`)
  assert.deepEqual(learned(pictures), answers[0])
  const tooLong = await visit(`/preview/shared/${'A'.repeat(5_000)}`)
  assert.equal(tooLong.status, 404)
})

test('a link opens until its time, and not a moment longer', async () => {
  const link = await linkTo(await newsroom.stories.draft(), { days: 2 })
  const at = (ms: number) => {
    newsroom.clock.now = () => new Date(Date.parse(link.expiresAt) + ms)
    return visit(link.path)
  }

  assert.deepEqual([(await at(-1)).status, (await at(0)).status], [200, 404])
})

test('a kill and the trash end every link for good: nothing that brings the story back brings them back', async () => {
  const { desks, stories } = newsroom
  const live = await stories.live()
  const link = await linkTo(live)
  await desks.publisher.ask(...move('kill', live))
  const whileKilled = await ask(desks.editor, live)
  await desks.publisher.ask(...move('reinstate', { ...live, version: live.version + 1 }))
  const draft = await stories.draft()
  const other = await linkTo(draft)
  await desks.author.ask(...move('trash', draft))
  const whileTrashed = await ask(desks.author, draft)
  await desks.author.ask(...move('untrash', { ...draft, version: draft.version + 1 }))

  assert.deepEqual([whileKilled.refusal?.code, whileTrashed.refusal?.code], ['WRONG_STATE', 'WRONG_STATE'])
  assert.deepEqual([(await visit(link.path)).status, (await visit(other.path)).status], [404, 404])
  assert.ok((await rowOf(link.id))?.revokedAt)
  const { prisma } = newsroom.context
  await assert.rejects(prisma.previewLink.update({ where: { id: link.id }, data: { revokedAt: null } }), /revoked/)
})

test('a kill that is refused ends no link', async () => {
  const { desks, stories } = newsroom
  const live = await stories.live()
  const link = await linkTo(live)

  const { refusal } = await desks.publisher.ask(...move('kill', { ...live, version: live.version - 1 }))

  assert.equal(refusal?.code, 'ARTICLE_CHANGED')
  assert.equal((await visit(link.path)).status, 200)
})

test('an erasure leaves nothing of a story’s links, and no link outlives the account that made it', async () => {
  const { desks, stories, context } = newsroom
  const story = await stories.draft()
  const erased = await linkTo(story, { note: 'Une source' })
  await desks.admin.ask(
    `mutation ($id: ID!, $version: Int!) { eraseArticle(where: { id: $id }, version: $version, legalBasis: "RGPD") { article { id } } }`,
    story,
  )
  const left = await linkTo(await stories.draft(), {}, desks.otherEditor)
  await context.prisma.user.update({ where: { id: desks.otherEditor.person.id }, data: { active: false } })

  const answers = [await visit(erased.path), await visit(left.path)]
  await context.prisma.user.update({ where: { id: desks.otherEditor.person.id }, data: { active: true } })

  assert.deepEqual([...answers.map(({ status }) => status), await rowOf(erased.id)], [404, 404, null])
})

const keyOf = async (id: string) => (await newsroom.context.prisma.image.findUniqueOrThrow({ where: { id } })).file_id

test('a link shows the pictures of its story, which stay private otherwise, and no others', async () => {
  const { desks, stories } = newsroom
  const [picture, other] = [await stories.image(), await stories.image()]
  const link = await linkTo(await stories.draft({ image: { connect: { id: picture } } }))
  const own = `${link.path}/images/${await keyOf(picture)}`

  const page = await visit(link.path)
  const shown = await visit(`${own}/320.webp`)

  assert.ok(page.text.includes(`src="${own}/full.webp"`), 'the page asks for it at the link’s own address')
  assert.deepEqual([shown.status, shown.headers['content-type']], [200, 'image/webp'])
  assert.deepEqual(
    [shown.headers['cache-control'], shown.headers['x-robots-tag']],
    ['private, no-store', 'noindex, nofollow, noarchive'],
  )
  const statuses = []
  for (const where of [
    ...[`/images/${await keyOf(picture)}/320.webp`, `${link.path}/images/${await keyOf(other)}/320.webp`],
    ...[`${own}/original`, `${own}/320.exe`, `${own}/0.webp`, `${link.path}/images/..%2f..%2fetc/full.webp`],
  ])
    statuses.push((await visit(where)).status)
  assert.deepEqual(statuses, [404, 404, 400, 400, 400, 404])

  await desks.publisher.ask(`mutation ($id: ID!) { killImage(where: { id: $id }, reason: "Droits.") { id } }`, {
    id: picture,
  })
  const afterKill = [await visit(`${own}/320.webp`), await visit(link.path)]
  assert.deepEqual([afterKill[0]?.status, /<img/.test(afterKill[1]?.text ?? '')], [404, false])
})

test('a revoked link shows no picture either', async () => {
  const { desks, stories } = newsroom
  const picture = await stories.image()
  const link = await linkTo(await stories.draft({ image: { connect: { id: picture } } }))
  const address = `${link.path}/images/${await keyOf(picture)}/full.webp`
  const before = await visit(address)

  await revoke(desks.editor, link.id)

  assert.deepEqual([before.status, (await visit(address)).status], [200, 404])
})

test('nobody keeps, lists, frames or is told of the page: nor in parts, nor as “not modified”', async () => {
  const link = await linkTo(await newsroom.stories.draft({ headline: 'Rien que pour vous' }))
  const conditions = { range: 'bytes=0-9', 'if-none-match': '*', 'if-modified-since': new Date().toUTCString() }

  const { status, headers, text } = await visit(link.path, {
    headers: { origin: 'https://evil.example', ...conditions },
  })

  assert.equal(status, 200)
  assert.equal(headers['cache-control'], 'private, no-store')
  assert.equal(headers['x-robots-tag'], 'noindex, nofollow, noarchive')
  assert.equal(headers['referrer-policy'], 'no-referrer')
  assert.equal(headers['x-frame-options'], 'DENY')
  assert.match(String(headers['content-security-policy']), /^default-src 'none'; .*frame-ancestors 'none'$/)
  const unwanted = ['etag', 'last-modified', 'access-control-allow-origin', 'cache-tag', 'accept-ranges', 'set-cookie']
  assert.deepEqual(
    unwanted.filter(name => name in headers),
    [],
  )
  assert.match(text, /<meta name="robots" content="noindex, nofollow"\/>.*<title>Preview<\/title>/s)
  assert.doesNotMatch(text, /<script|https?:\/\//)
})

test('a delivery that stands alone knows no previews', async () => {
  const link = await linkTo(await newsroom.stories.draft())
  const pool = openDeliveryPool({ databaseUrl: newsroom.databaseUrl, max: 1 })
  const alone = buildDelivery({ pool, publicUrl: 'https://news.example', storage: newsroom.storage })

  const { statusCode } = await alone.inject({ url: link.path })

  assert.equal(statusCode, 404)
  await alone.close()
  await pool.end()
})

test('whoever guesses has to wait, also with a right link; others do not', async () => {
  const link = await linkTo(await newsroom.stories.draft())
  const guess = (where: string) => newsroom.get(where, { headers: { 'x-forwarded-for': '198.51.100.7' } })

  const statuses = []
  for (let count = 0; count <= guesses; count += 1)
    statuses.push((await guess(`/preview/shared/wrong-${count}`)).status)
  const right = await guess(link.path)

  assert.deepEqual(statuses, [404, 404, 404, 404, 429])
  assert.deepEqual([right.status, (await visit(link.path)).status], [429, 200])
  assert.ok(Number(right.headers['retry-after']) > 0)
  assert.equal(right.headers['cache-control'], 'private, no-store')
})

test('links that ended a month ago are forgotten at night', async () => {
  const { stories, context } = newsroom
  const [old, recent] = [await linkTo(await stories.draft(), { days: 1 }), await linkTo(await stories.draft())]
  const createdAt = new Date(Date.now() - 40 * day)
  await context.prisma.previewLink.update({
    where: { id: old.id },
    data: { createdAt, expiresAt: new Date(createdAt.getTime() + day) },
  })

  await forgetTheOld({ context, log: pino({ level: 'silent' }) })

  assert.deepEqual([await rowOf(old.id), (await rowOf(recent.id))?.id], [null, recent.id])
})

test('a reset of the content ends all previews', async () => {
  const link = await linkTo(await newsroom.stories.draft())

  await resetContent(newsroom, { folder: path.resolve(import.meta.dirname, '../../seed') })

  assert.deepEqual([(await visit(link.path)).status, await newsroom.context.prisma.previewLink.count()], [404, 0])
})
