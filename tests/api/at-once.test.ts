import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sqlOfPrisma, type Sql } from '../../database/sql.ts'
import { errorCatalogue } from '../../errors.ts'
import { actingAs, openAuthoring, type Authoring } from '../../seed/open-authoring.ts'
import { formatAuthoringError } from '../../server/authoring-errors.ts'
import { createLog } from '../../server/log.ts'
import { transitionNames, type TransitionName } from '../../workflow/transitions.ts'
import { assertChainWhole, assertStoriesWhole } from '../assert-whole.ts'
import {
  create,
  move,
  openTestNewsroom,
  paragraphs,
  save,
  type Desk,
  type Shown,
  type Story,
  type TestNewsroom,
} from '../newsroom.ts'
import { proofSize } from '../proof-size.ts'
import { leadsTo, shortestWay, stations, type StationName, type Station, type Step } from '../stations.ts'

let newsroom: TestNewsroom
let sql: Sql
/** A second program on the same database, with connections of its own. */
let elsewhere: Authoring
before(async () => {
  newsroom = await openTestNewsroom()
  sql = sqlOfPrisma(newsroom.context.prisma)
  const { dataDir } = newsroom
  elsewhere = await openAuthoring(newsroom.databaseUrl, { dataDir, auditKey: newsroom.newsroom.auditKey() })
})
after(async () => {
  await elsewhere.close()
  await newsroom.close()
})

type Asked = readonly [query: string, variables: Record<string, unknown>]
type Told = { data: Record<string, Shown> | null; code: string | null; message: string }

const format = formatAuthoringError(createLog({ level: 'silent' }))

/** What the caller of the authoring API is told: all errors in the words of the server. */
async function ask(desk: Pick<Desk, 'context'>, [query, variables]: Asked): Promise<Told> {
  const { data, errors } = await desk.context.graphql.raw({ query, variables })
  const [error] = errors ?? []
  const told = error && format(error.toJSON(), error)
  const code = told ? String(told.extensions?.['code']) : null
  assert.ok(code !== 'INTERNAL' && code !== 'UNAVAILABLE', `${query}: ${error?.stack}`)
  // Keystone's executor gives data of any shape; the queries here ask for objects.
  return { data: (data as Told['data'] | undefined) ?? null, code, message: told?.message ?? '' }
}

const deskOf = (authoring: Authoring, { person }: Desk) => ({ context: actingAs(authoring.context, person) })

type Kind = 'rewrite' | 'desk data' | TransitionName
const kinds: Kind[] = ['rewrite', 'desk data', ...transitionNames]
const pairs = kinds.flatMap((one, index) => kinds.slice(index).map(other => [one, other] as const))
const rounds = proofSize(2)
/** What all stories here share. */
let shared = {}

test(`of two acts on one version at once, one wins: ${pairs.length} pairs of kinds`, async t => {
  const [image, tag] = [await newsroom.stories.image(), await newsroom.stories.tag('Partout')]
  shared = { image: { connect: { id: image } }, tags: { connect: [{ id: tag }] } }
  const counts = { races: 0, bothOpen: 0 }
  for (let round = 0; round < rounds; round += 1) {
    // Who is first is worth trying both ways only where either might win.
    const races = round === 0 ? pairs : pairs.filter(bothPossible).map(([one, other]) => [other, one] as const)
    // Two at a time: what they share, the ledger above all, is then fought for as well.
    for (let next = 0; next < races.length; next += 2) {
      const started = races.slice(next, next + 2)
      await Promise.all(started.map(([one, other]) => race(one, other)))
      counts.races += started.length
      counts.bothOpen += started.filter(bothPossible).length
    }
  }
  t.diagnostic(`${counts.races} races; in ${counts.bothOpen} either might have won`)
})

/** Two people, in two programs, start from the same version; one wins, and the story is what the winner made of it. */
async function race(one: Kind, other: Kind): Promise<void> {
  const station = stationFor(one, other)
  const story = await bringTo(station)
  const [first, second] = [newsroom.desks.publisher, deskOf(elsewhere, newsroom.desks.admin)]

  const told = await Promise.all([ask(first, act(one, story, 1)), ask(second, act(other, story, 2))])

  const title = `${one} and ${other}, ${station}: ${told.map(({ code, message }) => code ?? `made ${message}`).join(', ')}`
  const lost = told.filter(({ code }) => code !== null)
  assert.equal(lost.length, 1, `one wins: ${title}`)
  // Where only the one is possible, the other may have come first, and was told so.
  const expected = bothPossible([one, other]) ? /^ARTICLE_CHANGED$/ : /^(ARTICLE_CHANGED|WRONG_STATE)$/
  assert.match(lost[0]?.code ?? '', expected, title)
  const won = told[0]?.code === null ? one : other
  assert.ok(isOpen(won, station), `the one that was possible wins: ${title}`)
  await assertMade(story, won, { number: told[0]?.code === null ? 1 : 2, title })
}

function bothPossible([one, other]: readonly [Kind, Kind]): boolean {
  const station = stationFor(one, other)
  return isOpen(one, station) && isOpen(other, station)
}

function act(kind: Kind, story: Story, number: number): Asked {
  if (kind === 'rewrite')
    return save(story, { headline: `Réécrit par ${number}`, sections: [{ heading: `De ${number}` }] })
  if (kind === 'desk data') return save(story, { urgency: number, edNote: `De ${number}` })
  return move(kind, story)
}

/** Where both can be made, else where the one can. */
function stationFor(one: Kind, other: Kind): StationName {
  const names = Object.keys(stations) as StationName[]
  const nearest = names.sort((a, b) => shortestWay[a].length - shortestWay[b].length)
  const found =
    nearest.find(name => isOpen(one, name) && isOpen(other, name)) ?? nearest.find(name => isOpen(one, name))
  assert.ok(found, `${one} is open somewhere`)
  return found
}

function isOpen(kind: Kind, name: StationName): boolean {
  const station: Station = stations[name]
  if (kind === 'rewrite' || kind === 'desk data') return !name.includes('archive') && !name.includes('trash')
  return station.open.includes(kind)
}

const complete = {
  headline: 'À deux',
  description: 'Ce que l’on sait.',
  sections: [{ heading: 'Les faits', body: paragraphs('Tout a commencé mardi.') }],
}

async function bringTo(station: StationName): Promise<Story> {
  const { data, message } = await ask(newsroom.desks.author, create({ ...complete, ...shared }))
  assert.ok(data, message)
  let story = data['createArticle'] as unknown as Story // the query asks for these fields
  for (const step of shortestWay[station]) {
    const { code, message } = await ask(
      step === 'rewrite' ? newsroom.desks.otherEditor : newsroom.desks.admin,
      made(step, story),
    )
    assert.equal(code, null, `${step}: ${message}`)
    story = { ...story, version: story.version + 1 }
  }
  return story
}

const made = (step: Step, story: Story) =>
  step === 'rewrite' ? save(story, { headline: `Version ${story.version}` }) : move(step, story)

async function assertMade(
  story: Story,
  kind: Kind,
  { number, title }: { number: number; title: string },
): Promise<void> {
  const [row] = await sql<{ version: number; state: string; headline: string; urgency: number | null; edNote: string }>(
    `select version, state::text, headline, urgency, "edNote" from "Article" where id = $1`,
    [story.id],
  )
  const sections = await sql<{ heading: string }>(`select heading from "Section" where article = $1`, [story.id])
  assert.equal(row?.version, story.version + 1, title)
  if (kind === 'rewrite')
    assert.deepEqual([row?.headline, sections], [`Réécrit par ${number}`, [{ heading: `De ${number}` }]], title)
  else assert.deepEqual(sections, [{ heading: 'Les faits' }], title)
  if (kind === 'desk data') assert.deepEqual([row?.urgency, row?.edNote], [number, `De ${number}`], title)
  else assert.deepEqual([row?.urgency, row?.edNote], [null, ''], title)
  if (kind !== 'rewrite' && kind !== 'desk data') assert.equal(row?.state, leadsTo[kind], title)
}

test('twenty people who save one version at once: one is kept, and nineteen are told', async () => {
  const draft = await newsroom.stories.draft()
  const { editor, admin } = newsroom.desks
  const people = Array.from({ length: 20 }, (_, index) => (index % 2 ? editor : deskOf(elsewhere, admin)))

  const told = await Promise.all(people.map((desk, index) => ask(desk, save(draft, { headline: `Titre ${index}` }))))

  const kept = told.flatMap(({ code, data }) => (code === null ? [data?.['updateArticle']?.['version']] : []))
  assert.deepEqual(kept, [draft.version + 1])
  assert.equal(told.filter(({ code }) => code === 'ARTICLE_CHANGED').length, 19)
})

test('two stories that are linked to each other at once are both saved', async () => {
  for (let round = 0; round < proofSize(5); round += 1) {
    const [one, other] = [await newsroom.stories.draft(), await newsroom.stories.draft()]
    const { editor, admin } = newsroom.desks
    // A new slug holds the row more firmly than any other save.
    const slug = `lien-${round}`
    const link = (to: Story) => ({ relatedArticles: { connect: [{ id: to.id }] }, slug: `${slug}-vers-${to.slug}` })

    const told = await Promise.all([
      ask(editor, save(one, link(other))),
      ask(deskOf(elsewhere, admin), save(other, link(one))),
    ])

    assert.deepEqual(
      told.map(({ code }) => code),
      [null, null],
    )
  }
})

test('two stories with the same tags and pictures go live at once, while the tags are renamed', async () => {
  for (let round = 0; round < proofSize(5); round += 1) {
    const tags = [await newsroom.stories.tag(`Rhône ${round}`), await newsroom.stories.tag(`Saône ${round}`)]
    const image = { connect: { id: await newsroom.stories.image() } }
    const content = (order: string[]) => ({ image, tags: { connect: order.map(id => ({ id })) } })
    const one = await newsroom.stories.approved(content(tags))
    const other = await newsroom.stories.approved(content([...tags].reverse()))
    const rename = `mutation ($id: ID!, $name: String!) { updateTag(where: { id: $id }, data: { name: $name }) { id } }`
    const { editor, publisher, admin } = newsroom.desks

    const told = await Promise.all([
      ask(publisher, move('publish', one)),
      ask(deskOf(elsewhere, admin), move('publish', other)),
      ...tags.map(id => ask(editor, [rename, { id, name: `Nouveau ${round}` }])),
    ])

    assert.deepEqual(
      told.map(({ code }) => code),
      [null, null, null, null],
    )
    const shown = await sql<{ name: string }>(`select name from delivery.tag where id = any($1) and valid_to is null`, [
      tags,
    ])
    assert.deepEqual(shown, [{ name: `Nouveau ${round}` }, { name: `Nouveau ${round}` }])
  }
})

test('of two stories that take one slug at once, one gets it and the other is told', async () => {
  const { editor, admin } = newsroom.desks
  const [one, other] = [await newsroom.stories.draft(), await newsroom.stories.draft()]

  const created = await Promise.all([
    ask(editor, create({ headline: 'Un', slug: 'le-meme' })),
    ask(deskOf(elsewhere, admin), create({ headline: 'Deux', slug: 'le-meme' })),
  ])
  const changed = await Promise.all([
    ask(editor, save(one, { slug: 'un-autre' })),
    ask(deskOf(elsewhere, admin), save(other, { slug: 'un-autre' })),
  ])

  assert.deepEqual(created.map(({ code }) => code).sort(), ['SLUG_TAKEN', null])
  assert.deepEqual(changed.map(({ code }) => code).sort(), ['SLUG_TAKEN', null])
})

test('thirty mixed mutations on five stories at once: each is whole or refused in words', async t => {
  const { editor, otherEditor, publisher, admin, author } = newsroom.desks
  const outcomes = new Map<string, number>()
  for (let round = 0; round < proofSize(4); round += 1) {
    const tag = await newsroom.stories.tag(`Canton ${round}`)
    const image = await newsroom.stories.image()
    const shared = { tags: { connect: [{ id: tag }] }, image: { connect: { id: image } } }
    const stories = [
      await newsroom.stories.draft(shared),
      await newsroom.stories.inReview(shared),
      await newsroom.stories.approved(shared),
      await newsroom.stories.live(shared),
      await newsroom.stories.approved(shared),
    ]
    const linked = (index: number) => ({ relatedArticles: { connect: [{ id: stories[(index + 1) % 5]?.id }] } })
    const ofEach = stories.map((story, index): [Pick<Desk, 'context'>, Asked][] => [
      [editor, save(story, { headline: `À la fois ${round}` })],
      [deskOf(elsewhere, admin), save(story, linked(index))],
      [publisher, move('publishNow', story)],
      [deskOf(elsewhere, otherEditor), move(index === 0 ? 'submit' : 'requestChanges', story)],
      [deskOf(elsewhere, publisher), move(index === 3 ? 'kill' : 'publish', story)],
    ])
    const rename = `mutation ($id: ID!, $name: String!) { updateTag(where: { id: $id }, data: { name: $name }) { id } }`
    const caption = `mutation ($id: ID!) { updateImage(where: { id: $id }, data: { creator: "Moi" }) { id } }`
    const besides: [Pick<Desk, 'context'>, Asked][] = [
      [editor, [rename, { id: tag, name: `Nouveau canton ${round}` }]],
      [deskOf(elsewhere, admin), [rename, { id: tag, name: `Canton ${round} bis` }]],
      [author, [caption, { id: image }]],
      [author, create({ headline: 'Nouvelle à la fois' })],
      [deskOf(elsewhere, editor), create({ headline: 'Nouvelle à la fois' })],
    ]
    const all = [...ofEach.flat(), ...besides]
    assert.equal(all.length, 30)

    const told = await Promise.all(all.map(([desk, asked]) => ask(desk, asked)))

    for (const { code } of told) {
      assert.ok(code === null || code in errorCatalogue, `${code} is a code of ours`)
      outcomes.set(code ?? 'made', (outcomes.get(code ?? 'made') ?? 0) + 1)
    }
    for (const story of stories) {
      const [row] = await sql<{ version: number }>(`select version from "Article" where id = $1`, [story.id])
      assert.equal(row?.version, story.version + 1, 'of five acts on one version one was made')
    }
  }
  t.diagnostic([...outcomes].map(([code, count]) => `${count} ${code}`).join(', '))
})

test('after all of it the chain is whole, and so is every story', async t => {
  const { sequence } = await assertChainWhole(sql, newsroom.newsroom.auditKey())
  const stories = await assertStoriesWhole(sql)
  t.diagnostic(`${stories.size} stories, ${sequence} entries on record`)
})
