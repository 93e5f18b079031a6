import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { move, openTestNewsroom, save, type Story, type TestNewsroom } from '../newsroom.ts'
import { readAsApp, type App } from '../read-as-app.ts'
import type { TransitionName } from '../../workflow/transitions.ts'

let newsroom: TestNewsroom
let app: App
before(async () => {
  newsroom = await openTestNewsroom()
  app = await readAsApp(newsroom)
})
after(async () => {
  await app.close()
  await newsroom.close()
})

const look = (slug: string, asOf: string | null = null) =>
  app.ask(
    `query ($slug: String!, $asOf: DateTime) {
      article(slug: $slug, asOf: $asOf) { slug headline corrections { note } }
      articleStatus(slug: $slug, asOf: $asOf) { status slug note }
    }`,
    { slug, asOf },
  )

/** Moves by whoever may make them, one after another, each from the version before. */
function walker(story: Story) {
  let { version } = story
  const deskOf: Partial<Record<TransitionName, 'author' | 'otherEditor'>> = { submit: 'author', approve: 'otherEditor' }
  return {
    at: () => ({ ...story, version }),
    async go(name: TransitionName, answers?: Record<string, string>) {
      const { refusal } = await newsroom.desks[deskOf[name] ?? 'publisher'].ask(
        ...move(name, { ...story, version }, answers),
      )
      assert.equal(refusal, null)
      version += 1
    },
    async save(content: Record<string, unknown>) {
      const { refusal } = await newsroom.desks.publisher.ask(...save({ ...story, version }, content))
      assert.equal(refusal, null)
      version += 1
    },
  }
}

const status = (status: string, slug: string, note: string | null = null) => ({ status, slug, note })

test('an unpublished story is WITHDRAWN, and the newsroom’s reason is not public', async () => {
  const story = await newsroom.stories.live({ slug: 'retiree' })
  const walk = walker(story)

  await walk.go('unpublish', { reason: 'Secret de la rédaction' })

  const seen = await look('retiree')
  assert.deepEqual(seen, { article: null, articleStatus: status('WITHDRAWN', 'retiree') })
  const everything = await newsroom.context.prisma.$queryRaw<{ found: boolean }[]>`
    select exists (select from delivery.publication p where strpos(p::text, 'Secret') > 0) as found`
  assert.equal(everything[0]?.found, false)
})

test('a killed story is KILLED with its public note at every instant, and the reason is not public', async () => {
  const story = await newsroom.stories.live({ slug: 'tuee' })
  const whileLive = new Date().toISOString()
  const walk = walker(story)

  await walk.go('kill', { reason: 'Secret de la rédaction', note: 'Cet article était faux.' })

  const killed = { article: null, articleStatus: status('KILLED', 'tuee', 'Cet article était faux.') }
  assert.deepEqual(await look('tuee'), killed)
  assert.deepEqual(await look('tuee', whileLive), killed)
})

test('a story that was unpublished first can be killed too, and says so from then on', async () => {
  const walk = walker(await newsroom.stories.live({ slug: 'retiree-puis-tuee' }))
  await walk.go('unpublish')
  const before = await look('retiree-puis-tuee')

  await walk.go('kill', { note: 'Sur décision de justice.' })

  assert.deepEqual(before['articleStatus'], status('WITHDRAWN', 'retiree-puis-tuee'))
  assert.deepEqual(await look('retiree-puis-tuee'), {
    article: null,
    articleStatus: status('KILLED', 'retiree-puis-tuee', 'Sur décision de justice.'),
  })
})

test('a reinstated story stays KILLED for readers until it is published again; what it said before stays away', async () => {
  const walk = walker(await newsroom.stories.live({ slug: 'revenue', headline: 'Version fausse' }))
  const whileFalse = new Date().toISOString()
  await walk.go('kill', { note: 'Cet article était faux.' })
  await walk.go('reinstate')
  const reinstated = await look('revenue')
  await walk.save({ headline: 'Version juste' })
  await walk.go('submit')
  await walk.go('approve')
  await walk.go('publish')

  const back = await look('revenue')

  assert.deepEqual(reinstated['articleStatus'], status('KILLED', 'revenue', 'Cet article était faux.'))
  assert.deepEqual(back, {
    article: { slug: 'revenue', headline: 'Version juste', corrections: [] },
    articleStatus: status('LIVE', 'revenue'),
  })
  const then = await look('revenue', whileFalse)
  assert.deepEqual(then['article'], null)
  assert.deepEqual(then['articleStatus'], status('KILLED', 'revenue', 'Cet article était faux.'))
})

test('a new slug of a live story takes effect with the next publication, and the old one leads to it', async () => {
  const walk = walker(await newsroom.stories.live({ slug: 'ancienne-adresse' }))
  await walk.save({ slug: 'nouvelle-adresse' })
  const saved = [await look('ancienne-adresse'), await look('nouvelle-adresse')]
  await walk.go('publishNow')

  const [old, today] = [await look('ancienne-adresse'), await look('nouvelle-adresse')]

  assert.deepEqual(
    saved.map(({ articleStatus }) => articleStatus),
    [status('LIVE', 'ancienne-adresse'), null],
  )
  assert.deepEqual(old['articleStatus'], status('MOVED', 'nouvelle-adresse'))
  assert.deepEqual(today['articleStatus'], status('LIVE', 'nouvelle-adresse'))
  assert.equal((old['article'] as { slug: string }).slug, 'nouvelle-adresse')
})

test('a slug that was public is its story’s for ever: no other story gets it, and the story may take it back', async () => {
  const walk = walker(await newsroom.stories.live({ slug: 'premiere-adresse' }))
  await walk.save({ slug: 'seconde-adresse' })
  await walk.go('publishNow')
  const other = await newsroom.stories.draft()

  const stolen = await newsroom.desks.author.ask(...save(other, { slug: 'premiere-adresse' }))
  await walk.save({ slug: 'premiere-adresse' })
  await walk.go('publishNow')

  assert.equal(stolen.refusal?.code, 'SLUG_TAKEN')
  assert.deepEqual((await look('premiere-adresse'))['articleStatus'], status('LIVE', 'premiere-adresse'))
  assert.deepEqual((await look('seconde-adresse'))['articleStatus'], status('MOVED', 'premiere-adresse'))
})

test('an erased story is shown at no instant, in no list, and its status has no note', async () => {
  const story = await newsroom.stories.live({ slug: 'effacee', headline: 'Ornithorynque' })
  const whileLive = new Date().toISOString()
  const mutation = `mutation ($id: ID!, $version: Int!) { eraseArticle(where: { id: $id }, version: $version, legalBasis: "RGPD") { picturesOnlyHere { id } } }`

  await newsroom.desks.admin.ask(mutation, { ...story })

  const erased = { article: null, articleStatus: status('KILLED', 'effacee') }
  assert.deepEqual(await look('effacee'), erased)
  assert.deepEqual(await look('effacee', whileLive), erased)
  const lists = await app.ask(
    `query ($asOf: DateTime) {
      now: articles(first: 100) { edges { node { headline } } }
      then: articles(first: 100, asOf: $asOf) { edges { node { headline } } }
    }`,
    { asOf: whileLive },
  )
  assert.doesNotMatch(JSON.stringify(lists), /Ornithorynque/)
})

test('a story that was killed and then erased keeps no note that could say what it said', async () => {
  const walk = walker(await newsroom.stories.live({ slug: 'tuee-puis-effacee' }))
  await walk.go('kill', { note: 'Monsieur X n’a rien fait.' })
  const mutation = `mutation ($id: ID!, $version: Int!) { eraseArticle(where: { id: $id }, version: $version, legalBasis: "RGPD") { article { publicStatus } } }`

  await newsroom.desks.admin.ask(mutation, walk.at())

  assert.deepEqual((await look('tuee-puis-effacee'))['articleStatus'], status('KILLED', 'tuee-puis-effacee'))
})
