import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { sqlOfPrisma, type Sql } from '../../database/sql.ts'
import { states } from '../../workflow/story.ts'
import { transitionNames, type TransitionName } from '../../workflow/transitions.ts'
import { assertChainWhole, assertStoriesWhole, chainStart, type ChainEnd } from '../assert-whole.ts'
import { move, openTestNewsroom, save, type Answer, type Desk, type TestNewsroom } from '../newsroom.ts'
import { proofSeed, proofSize } from '../proof-size.ts'
import { readAsApp, type App } from '../read-as-app.ts'
import { moveInModel, newModelStory, openMoves, saveInModel, type ModelStory } from '../story-model.ts'

const walks = proofSize(40)
const longestWalk = 60

let newsroom: TestNewsroom
let sql: Sql
let app: App
/** What all stories share: one picture and one tag, as they are called now. */
const shared = { image: '', caption: '', tag: '', tagName: '' }
let chainEnd: ChainEnd = chainStart
let people: Desk[] = []

before(async () => {
  newsroom = await openTestNewsroom()
  sql = sqlOfPrisma(newsroom.context.prisma)
  app = await readAsApp(newsroom)
  people = Object.values(newsroom.desks)
  shared.image = await newsroom.stories.image()
  shared.tag = await newsroom.stories.tag('Lieu')
  shared.tagName = 'Lieu'
})
after(async () => {
  await app.close()
  await newsroom.close()
})

const counts = { steps: 0, made: new Map<string, number>(), refused: new Map<string, number>() }
const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)

const headlines = ['Séisme à Kyoto', 'Trois morts à Kyoto', 'Kyoto, le lendemain', 'L’enquête commence'] as const
const which = fc.nat({ max: 2 })
const person = fc.nat({ max: 5 })
/** How many versions ago somebody looked; mostly they look at the newest. */
const behind = fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 2 }) })
const steps = {
  rewrite: fc.record({
    act: fc.constant('rewrite' as const),
    which,
    person,
    behind,
    headline: fc.constantFrom(...headlines),
  }),
  deskData: fc.record({ act: fc.constant('deskData' as const), which, person, behind, urgency: fc.nat({ max: 8 }) }),
  anyMove: fc.record({
    act: fc.constant('anyMove' as const),
    which,
    person,
    behind,
    name: fc.constantFrom(...transitionNames),
  }),
  /** One of those moves that are open now to somebody, so that a walk gets on. */
  openMove: fc.record({ act: fc.constant('openMove' as const), which, choice: fc.nat({ max: 999 }) }),
  renameTag: fc.record({ act: fc.constant('renameTag' as const), person, name: fc.constantFrom('Kyoto', 'Kyōto') }),
  recaption: fc.record({
    act: fc.constant('recaption' as const),
    person,
    caption: fc.constantFrom('', 'La gare', 'Le pont'),
  }),
}
type Step = {
  [Act in keyof typeof steps]: (typeof steps)[Act] extends fc.Arbitrary<infer Value> ? Value : never
}[keyof typeof steps]

/** How much rather than the others, so that walks come far. */
const zeal: Partial<Record<TransitionName, number>> = {
  ...{ submit: 6, approve: 18, publish: 12, correct: 12, schedule: 12, unschedule: 6, requestChanges: 2, reinstate: 4 },
}

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: steps.openMove },
  { weight: 5, arbitrary: steps.rewrite },
  { weight: 4, arbitrary: steps.anyMove },
  { weight: 2, arbitrary: steps.deskData },
  { weight: 1, arbitrary: steps.renameTag },
  { weight: 3, arbitrary: steps.recaption },
)
const walk = fc.array(fc.noBias(step), { minLength: 1, maxLength: longestWalk, size: 'max' })
const cast = fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 3 })

/**
 * Passes every move, so that no run leaves one out, and what is rare: a picture's text that changes between approval and
 * publication, and an editor who wrote for one approval and gives the next. People are numbered as the desks are.
 */
const tour: [number[], Step[]] = [
  [0],
  [
    ...moves('submit', 'approve', 'schedule', 'unschedule'),
    { act: 'recaption', person: 3, caption: 'Le pont' },
    ...moves('publish'),
    { act: 'rewrite', which: 0, person: 5, behind: 0, headline: headlines[1] },
    ...moves('submit', 'approve'),
    { act: 'recaption', person: 3, caption: '' },
    ...moves('correct', 'requestChanges', 'submit'),
    { act: 'anyMove', which: 0, person: 5, behind: 0, name: 'approve' },
    ...moves('unpublish', 'kill', 'reinstate', 'archive', 'restore', 'trash', 'untrash', 'publishNow'),
  ],
]

function moves(...names: TransitionName[]): Step[] {
  return names.map(name => ({ act: 'anyMove', which: 0, person: 3, behind: 0, name }))
}

test('whatever people do to stories in whatever order, what is promised holds after every step', async t => {
  const property = fc.asyncProperty(cast, walk, async (authors, steps) => {
    const stories = []
    for (const author of authors) stories.push(await newStory(people[author] ?? newsroom.desks.author))
    for (const taken of steps) {
      await take(taken, stories)
      await assertPromises(stories)
      counts.steps += 1
    }
  })

  await fc.assert(property, {
    numRuns: walks,
    examples: [tour],
    seed: proofSeed(),
    includeErrorInReport: true,
    interruptAfterTimeLimit: 540_000,
    markInterruptAsFailure: true,
  })

  t.diagnostic(
    `${walks} walks, ${counts.steps} steps; made: ${inWords(counts.made)}; refused: ${inWords(counts.refused)}`,
  )
  const never = transitionNames.filter(name => !counts.made.has(name))
  assert.deepEqual(never, [], 'every move was made at least once')
})

test('after all walks the whole chain and every story are whole', async () => {
  await assertChainWhole(sql, newsroom.newsroom.auditKey())
  // The walks change the texts of the picture, which a story's newest revision takes in with its next step.
  const stories = await assertStoriesWhole(sql)
  assert.ok(stories.size >= walks, 'each walk had a story')
})

const inWords = (map: Map<string, number>) => [...map].map(([name, times]) => `${times} ${name}`).join(', ')

async function newStory(author: Desk): Promise<ModelStory> {
  const headline = headlines[0]
  const { id } = await newsroom.stories.draft(
    { headline, image: { connect: { id: shared.image } }, tags: { connect: [{ id: shared.tag }] } },
    author,
  )
  return newModelStory(id, author, { headline, caption: shared.caption })
}

/** In the model, then at the real desk: both make it, or both refuse it for the same cause. */
async function take(taken: Step, stories: ModelStory[]): Promise<void> {
  if (taken.act === 'renameTag' || taken.act === 'recaption') return changeShared(taken)
  const story = stories[taken.which % stories.length]
  assert.ok(story)
  if (taken.act === 'openMove') {
    const open = openMoves(story, people, shared.caption)
    const often = open.flatMap(({ name }, index) => Array.from({ length: zeal[name] ?? 1 }, () => index))
    const chosen = open[often[taken.choice % often.length] ?? 0]
    assert.ok(chosen, 'there is always a way on')
    return makeMove(story, chosen.desk, { name: chosen.name, version: story.version })
  }
  const desk = people[taken.person] ?? newsroom.desks.author
  const version = Math.max(1, story.version - taken.behind)
  if (taken.act === 'anyMove') return makeMove(story, desk, { name: taken.name, version })
  const { id } = story
  const data = taken.act === 'rewrite' ? { headline: taken.headline } : { urgency: taken.urgency + 1 }
  const expected = saveInModel(story, desk, { save: { ...data, version }, caption: shared.caption })
  compare(taken.act, expected, await desk.ask(...save({ id, version }, data)))
}

async function makeMove(
  story: ModelStory,
  desk: Desk,
  asked: Parameters<typeof moveInModel>[2]['move'],
): Promise<void> {
  const { id } = story
  const expected = moveInModel(story, desk, { move: asked, caption: shared.caption })
  compare(asked.name, expected, await desk.ask(...move(asked.name, { id, version: asked.version })))
}

async function changeShared(taken: Extract<Step, { act: 'renameTag' | 'recaption' }>): Promise<void> {
  const desk = people[taken.person] ?? newsroom.desks.author
  const isEditor = desk.person.role !== 'author'
  if (taken.act === 'renameTag') {
    const data = { name: taken.name }
    const mutation = `mutation ($id: ID!, $data: TagUpdateInput!) { updateTag(where: { id: $id }, data: $data) { id } }`
    compare('renameTag', isEditor ? null : 'KS_ACCESS_DENIED', await desk.ask(mutation, { id: shared.tag, data }))
    if (isEditor) shared.tagName = taken.name
    return
  }
  const isUploader = desk === newsroom.desks.author
  const data = { caption: taken.caption }
  const mutation = `mutation ($id: ID!, $data: ImageUpdateInput!) { updateImage(where: { id: $id }, data: $data) { id } }`
  const expected = isEditor || isUploader ? null : 'KS_ACCESS_DENIED'
  compare('recaption', expected, await desk.ask(mutation, { id: shared.image, data }))
  if (expected === null) shared.caption = taken.caption
}

function compare(what: string, expected: string | null, { refusal }: Answer): void {
  assert.equal(refusal?.code ?? null, expected, `${what}: ${refusal?.message ?? 'was made'}`)
  if (expected) count(counts.refused, expected)
  else count(counts.made, what)
}

async function assertPromises(stories: ModelStory[]): Promise<void> {
  await assertRows(stories)
  await assertLiveWasApproved(stories)
  await assertDelivered(stories)
  chainEnd = await assertChainWhole(sql, newsroom.newsroom.auditKey(), chainEnd)
}

/** Every row is what the model says: so a success is one version more, and a refusal changes nothing at all. */
async function assertRows(stories: ModelStory[]): Promise<void> {
  const rows = await sql<{ id: string; state: string; intervals: number }>(
    `select id, state::text, version, headline, "newestRevision" as newest, "approvedRevision" as approved,
            "liveRevision" as live, "firstPublished" is not null as "wasPublic", "killedAt" is not null as killed,
            "archivedAt" is not null as archived, "trashedAt" is not null as trashed, "publishAt" is not null as scheduled,
            (select count(*)::int from "AuditEntry" where subject = 'article:' || story.id and action <> 'article.desk') as entries,
            (select count(*)::int from delivery.publication where article = story.id and valid_to is null) as intervals
       from "Article" story where id = any($1)`,
    [stories.map(({ id }) => id)],
  )
  for (const { revisions, author: _, writers: __, ...story } of stories) {
    const row = rows.find(({ id }) => id === story.id)
    const intervals = story.live === null ? 0 : 1
    assert.deepEqual(row, { ...story, newest: revisions.length, entries: story.version, intervals })
    assert.ok(states.some(state => state === row.state))
  }
}

/** The live content is, by its hash, that of a revision which an editor approved, or a publisher published now. */
async function assertLiveWasApproved(stories: ModelStory[]): Promise<void> {
  const unapproved = await sql(
    `select live.article from delivery.publication live
      where live.article = any($1) and live.valid_to is null and not exists (
        select from "Revision" shown
          join "Revision" read on read."articleId" = shown."articleId" and read."contentHash" = shown."contentHash"
          join "AuditEntry" entry on entry.subject = 'article:' || read."articleId" and entry.revision = read.number
                                 and entry.action in ('article.approve', 'article.publishNow')
         where shown."articleId" = live.article and shown.number = live.revision
           and live.content ->> 'headline' = shown.snapshot ->> 'headline'
           and live.content #> '{image,caption}' = shown.snapshot #> '{image,caption}')`,
    [stories.map(({ id }) => id)],
  )
  assert.deepEqual(unapproved, [])
}

/** What an app reads, through the delivery API: the approved text, with the tag as it is called today. */
async function assertDelivered(stories: ModelStory[]): Promise<void> {
  const asked = stories.map(
    ({ id }, index) => `s${index}: article(id: "${id}") { headline image { caption } tags { name } }`,
  )
  const data = await app.ask(`{ ${asked.join(' ')} }`)
  for (const [index, { live, revisions }] of stories.entries()) {
    const text = live === null ? undefined : revisions[live - 1]
    const expected = text && {
      headline: text.headline,
      image: { caption: text.caption || null },
      tags: [{ name: shared.tagName }],
    }
    assert.deepEqual(data[`s${index}`], expected ?? null)
  }
}
