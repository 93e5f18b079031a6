import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import sharp from 'sharp'
import type { Role } from '../../access.ts'
import type { TransitionName } from '../../workflow/transitions.ts'
import { signInAll, type Cookies } from '../crash-load.ts'
import { crawlAnonymously, crawlSignIn, type Clues, type Found } from '../crawl-anonymously.ts'
import { create, move, paragraphs, save, type Story } from '../newsroom.ts'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { until } from '../until.ts'

let newsroom: RunningNewsroom
let cookies: Cookies
let database: pg.Client
before(async () => {
  newsroom = await startNewsroom({ LOG_LEVEL: 'trace' })
  cookies = await signInAll(newsroom.url)
  database = new pg.Client({ connectionString: newsroom.databaseUrl })
  await database.connect()
})
after(async () => {
  await database?.end()
  await newsroom?.stop()
})

/** Every word that begins so is written by this file; what follows says where. */
const canary = /zqcanari[a-z0-9]+/gi
/** What cannot carry a word of ours: tokens, secrets. */
const tokens: string[] = []

test('no word that is private leaves by any door, whatever way a story goes', async t => {
  const { clues, picture, links } = await furnish()
  const content = (words: string) => contentOf(words, { picture, tag: links.tag })
  const story = await opened(
    await ask(
      'author',
      ...create({ ...content('draft'), slug: 'la-falaise', tags: { connect: [{ id: links.secretTag }] } }),
    ),
  )
  const known = { ...clues, ids: [story.id] }
  let steps = 0
  let surfaces = 0
  /** `open` names what readers may have by now; all else must be nowhere. */
  const look = async (when: string, open: RegExp) => {
    const found = await crawlAnonymously(newsroom.url, known)
    assert.deepEqual(leaksIn([...found, logs()], open), [], when)
    steps += 1
    surfaces += found.length
    return found
  }
  const go = async (role: Role, name: TransitionName, answers: Record<string, string> = {}) => {
    Object.assign(story, await opened(await ask(role, ...move(name, story, answers))))
  }
  const write = async (role: Role, words: string) => {
    const tags = { set: [{ id: links.tag }] }
    Object.assign(story, await opened(await ask(role, ...save(story, { ...content(words), tags }))))
  }
  const nothing = /^$/
  await surround(story)

  await look('a draft', nothing)
  await go('author', 'submit')
  await look('in review', nothing)
  await go('editor', 'requestChanges', { reason: 'zqcanarireasonforchanges' })
  await look('changes requested', nothing)
  await write('author', 'live')
  await resolveNotes()
  await go('author', 'submit')
  await go('editor', 'approve')
  await look('approved', nothing)
  await go('publisher', 'schedule')
  await look('scheduled', nothing)
  await go('publisher', 'unschedule')
  await go('publisher', 'publish')

  await until('feeds have the story', async () => {
    const found = await crawlAnonymously(newsroom.url, known)
    return found
      .filter(({ surface }) => /^GET \/feeds\/(rss|atom|feed|ninjs|jsonld)[.\w]*$/.test(surface))
      .every(({ text }) => text.includes('zqcanariliveheadline'))
  })
  const published = await look('live', /^zqcanarilive/)
  const seenAt = (word: string) => published.filter(({ text }) => text.includes(word)).map(({ surface }) => surface)
  for (const feed of ['rss.xml', 'atom.xml', 'feed.json', 'ninjs', 'jsonld'])
    assert.ok(
      seenAt('zqcanariliveheadline').includes(`GET /feeds/${feed}`),
      `the crawler sees what is public in ${feed}`,
    )
  assert.ok(seenAt('zqcanariliveheadline').length > 12, seenAt('zqcanariliveheadline').join(', '))
  assert.ok(seenAt('zqcanarilivecaption').length > 0 && seenAt('zqcanarilivebody').length > 0)

  await write('publisher', 'corrected')
  await look('live, with a newer draft', /^zqcanarilive/)
  await go('author', 'submit')
  await look('live, the newer text in review', /^zqcanarilive/)
  await go('editor', 'approve')
  await go('publisher', 'correct', { note: 'zqcanarinotepublic' })
  await look('corrected', /^zqcanari(live|corrected|notepublic)/)
  await go('publisher', 'unpublish', { reason: 'zqcanarireasonforunpublishing' })
  await gone(known, /^zqcanari(live|corrected|notepublic)/)
  await look('unpublished', nothing)
  await go('author', 'submit')
  await go('editor', 'approve')
  await go('publisher', 'publish')
  await look('live again', /^zqcanari(live|corrected|notepublic)/)
  await go('publisher', 'kill', { reason: 'zqcanarireasonforkill', note: 'zqcanarikillpublic' })
  await gone(known, /^zqcanari(live|corrected|notepublic)/)
  await look('killed', /^zqcanarikillpublic/)
  await go('publisher', 'reinstate', { reason: 'zqcanarireasonforreinstating' })
  await look('reinstated', /^zqcanarikillpublic/)
  await go('editor', 'archive')
  await look('archived', /^zqcanarikillpublic/)
  await go('editor', 'restore')
  await go('editor', 'trash')
  await look('in the trash', /^zqcanarikillpublic/)
  await go('editor', 'untrash')
  await ask('admin', eraseQuery, { id: story.id, version: story.version })
  await look('erased', /^zqcanarikillpublic/)
  const pages = await crawlSignIn(newsroom.url)
  assert.deepEqual(leaksIn([...pages, logs()], nothing), [])

  assert.ok(steps >= 16 && surfaces > 1_000, `${steps} looks at ${surfaces} surfaces`)
  assert.ok(pages.filter(({ surface }) => surface.endsWith('.js')).length > 3, 'the bundles were found')
  t.diagnostic(`${steps} looks at ${surfaces} answers, and ${pages.length} pages and bundles of the sign-in`)
})

test('nothing private comes out while stories go live and leave again under load', async t => {
  const { clues, picture, links } = await furnish()
  const stories = await Promise.all(
    Array.from({ length: 8 }, async (_, number) => {
      const content = contentOf(`load${number}x`, { picture, tag: links.tag })
      return opened(await ask('author', ...create({ ...content, slug: `sous-charge-${number}` })))
    }),
  )
  const known = { ...clues, ids: stories.map(({ id }) => id), slugs: stories.map(({ slug }) => slug) }
  let working = true
  const work = Promise.all(stories.map(story => publishAndTakeBack(story, { picture, tag: links.tag }))).finally(
    () => (working = false),
  )

  const leaks: string[] = []
  let looks = 0
  do {
    leaks.push(...leaksIn([...(await crawlAnonymously(newsroom.url, known)), logs()], /^zqcanariload/))
    looks += 1
  } while (working)
  await work
  await gone(known, /^zqcanariload/)

  assert.deepEqual(leaks, [])
  t.diagnostic(`${looks} looks during ${stories.length * 12} moves in front of readers`)
})

/** Live, a newer draft that nobody may see, taken back, live as it was approved, and taken back again. */
async function publishAndTakeBack(story: Story, at: { picture: string; tag: string }): Promise<void> {
  const reason = 'zqcanarireasonforload'
  for (let round = 0; round < 6; round += 1) {
    Object.assign(story, await opened(await ask('publisher', ...move('publishNow', story, { reason }))))
    const secret = contentOf('secret', at)
    Object.assign(story, await opened(await ask('publisher', ...save(story, secret))))
    Object.assign(story, await opened(await ask('publisher', ...move('unpublish', story, { reason }))))
    const open = contentOf('loadagain', at)
    Object.assign(story, await opened(await ask('publisher', ...save(story, open))))
  }
}

/** Wherever a story has room for words. */
const contentOf = (words: string, { picture, tag }: { picture: string; tag: string }) => ({
  headline: `La falaise zqcanari${words}headline`,
  description: `La falaise zqcanari${words}standfirst`,
  byline: `zqcanari${words}byline`,
  edNote: `zqcanariednote${words}`,
  imageAltText: `zqcanari${words}alt`,
  imageCaption: `zqcanari${words}caption`,
  image: { connect: { id: picture } },
  tags: { connect: [{ id: tag }] },
  sections: [
    {
      heading: `La falaise zqcanari${words}heading`,
      body: paragraphs(`La falaise zqcanari${words}body`),
      image: { id: picture },
      imageCaption: `zqcanari${words}sectioncaption`,
      imageAltText: `zqcanari${words}sectionalt`,
    },
  ],
})

/** What stands around stories: a picture whose file carries words, a tag of drafts alone, a webhook, a password. */
async function furnish() {
  const name = `zqcanaritag${(made += 1)}`
  const tagQuery = `mutation ($name: String!) { createTag(data: { name: $name, kind: place }) { id slug } }`
  const secretTag = (await ask('editor', tagQuery, { name })) as { id: string; slug: string }
  const tag = (await ask('editor', tagQuery, { name: `Falaise ${made}` })) as { id: string; slug: string }
  const picture = await upload()
  await ask('admin', webhookQuery, {
    name: 'zqcanariwebhookname',
    url: 'https://zqcanariwebhookhost.invalid/zqcanariwebhookpath',
  })
  await ask('admin', userQuery, { email: `zqcanariemail${made}@example.org`, password: `zqcanaripassword${made}` })
  const clues: Clues = { ids: [], slugs: ['la-falaise'], tags: [tag.slug, 'absent'], pictures: [picture.key], newest }
  return { clues, picture: picture.id, links: { tag: tag.id, secretTag: secretTag.id } }
}
let made = 0

async function newest(): Promise<number> {
  const { rows } = await database.query<{ position: string }>('select max(position) as position from delivery.change')
  return Number(rows[0]?.position ?? 0)
}

const webhookQuery = `mutation ($name: String!, $url: String!) { createWebhook(data: { name: $name, url: $url }) { id } }`
const userQuery = `mutation ($email: String!, $password: String!) {
  createUser(data: { name: "zqcanariperson", email: $email, password: $password, role: author }) { id } }`
const eraseQuery = `mutation ($id: ID!, $version: Int!) {
  eraseArticle(where: { id: $id }, version: $version, legalBasis: "zqcanarilegalbasis") { article { id } } }`

/** What colleagues put beside a story: notes, and a link for somebody outside. */
async function surround({ id }: Story): Promise<void> {
  await ask('editor', `mutation ($data: EditorialNoteCreateInput!) { createEditorialNote(data: $data) { id } }`, {
    data: { article: { connect: { id } }, text: 'zqcanarieditorialnote' },
  })
  const link = (await ask(
    'author',
    `mutation ($id: ID!) { makePreviewLink(where: { id: $id }, note: "zqcanaripreviewnote") { url } }`,
    { id },
  )) as { url: string }
  const token = link.url.split('/').at(-1) ?? ''
  tokens.push(token, ...Object.values(cookies).map(cookie => cookie.split('=')[1] ?? ''))
  const opened = await fetch(`${newsroom.url}/preview/shared/${token}`)
  assert.match(await opened.text(), /zqcanaridraftheadline/)
  await post(
    '',
    `mutation { authenticateUserWithPassword(email: "zqcanaristranger@example.org", password: "zqcanaritypedpassword") { __typename } }`,
    {},
  )
}

async function resolveNotes(): Promise<void> {
  const notes = (await ask(
    'editor',
    '{ editorialNotes(where: { state: { equals: open } }) { id } }',
    {},
  )) as unknown as {
    id: string
  }[]
  for (const { id } of notes)
    await ask('editor', `mutation ($id: ID!) { resolveEditorialNote(where: { id: $id }) { id } }`, { id })
}

async function upload(): Promise<{ id: string; key: string }> {
  const bytes = await sharp({ create: { width: 1000, height: 700, channels: 3, background: '#356' } })
    .withExif({ IFD0: { Software: 'zqcanariexif' } })
    .jpeg()
    .toBuffer()
  const query = `mutation ($file: Upload!) { createImage(data: { file: { upload: $file }, altText: "Une falaise",
    creditLine: "Bouclage", usageTerms: "zqcanariusageterms" }) { id file { id } } }`
  const form = new FormData()
  form.append('operations', JSON.stringify({ query, variables: { file: null } }))
  form.append('map', JSON.stringify({ 0: ['variables.file'] }))
  form.append('0', new File([new Uint8Array(bytes)], 'zqcanarifilename.jpg', { type: 'image/jpeg' }))
  const headers = { cookie: cookies.author, 'apollo-require-preflight': '1' }
  const response = await fetch(`${newsroom.url}/api/graphql`, { method: 'POST', headers, body: form })
  const { data } = (await response.json()) as { data: { createImage: { id: string; file: { id: string } } } }
  return { id: data.createImage.id, key: data.createImage.file.id }
}

/** The one thing that was asked for; a refusal is an error. */
async function ask(role: Role, query: string, variables: Record<string, unknown>): Promise<object> {
  const { data, errors } = await post(cookies[role], query, variables)
  if (errors) throw new Error(`${query.slice(0, 80)}: ${errors[0]?.message}`)
  return Object.values(data ?? {})[0] ?? assert.fail(query)
}

type Body = { data?: Record<string, object>; errors?: { message: string }[] }

async function post(cookie: string, query: string, variables: object): Promise<Body> {
  const response = await fetch(`${newsroom.url}/api/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ query, variables }),
  })
  return response.json() as Promise<Body>
}

const opened = async (answer: object): Promise<Story> => answer as Story // all these queries ask for a story

const logs = (): Found => ({ surface: 'the log', text: newsroom.printed() })

/** Words of ours that a stranger was given, or that the log keeps, and where; but for those that are open by now. */
function leaksIn(found: Found[], open: RegExp): string[] {
  const leaks = found.flatMap(({ surface, text }) => {
    const words = (text.match(canary) ?? []).filter(word => surface === 'the log' || !open.test(word))
    return [...words, ...tokens.filter(token => text.includes(token))].map(word => `${word} in ${surface}`)
  })
  return [...new Set(leaks)]
}

/** Another process may hear of a change a moment after its commit. */
function gone(clues: Clues, words: RegExp): Promise<unknown> {
  return until(`${words} is gone`, async () => {
    const found = await crawlAnonymously(newsroom.url, clues)
    return !found.some(({ text }) => (text.match(canary) ?? []).some(word => words.test(word)))
  })
}
