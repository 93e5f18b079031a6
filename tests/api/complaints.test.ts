import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { buildDelivery } from '../../delivery/build-delivery.ts'
import { openDeliveryPool } from '../../delivery/open-delivery-pool.ts'
import { create, move, openTestNewsroom, paragraphs, save, type Story, type TestNewsroom } from '../newsroom.ts'

// What editors of other systems complained of, each with its link. Nothing of it may happen here.

let newsroom: TestNewsroom
let delivery: FastifyInstance
let pool: ReturnType<typeof openDeliveryPool>
before(async () => {
  newsroom = await openTestNewsroom()
  pool = openDeliveryPool({ databaseUrl: newsroom.databaseUrl, max: 2 })
  delivery = buildDelivery({ pool, publicUrl: 'https://news.example' })
  await delivery.ready()
})
after(async () => {
  await delivery.close()
  await pool.end()
  await newsroom.close()
})

/** What an app is told; whatever the query asks for. */
async function read(query: string): Promise<Record<string, unknown>> {
  const response = await delivery.inject({ method: 'POST', url: '/graphql', payload: { query } })
  const { data, errors } = response.json<{ data: Record<string, unknown>; errors?: { message: string }[] }>()
  assert.deepEqual(errors, undefined)
  return data
}

const headlineOf = async ({ id }: Pick<Story, 'id'>) =>
  ((await read(`{ article(id: "${id}") { headline } }`))['article'] as { headline: string } | null)?.headline ?? null
const next = (story: Story, by = 1): Story => ({ ...story, version: story.version + by })
const rowOf = ({ id }: Pick<Story, 'id'>) => newsroom.context.prisma.article.findUniqueOrThrow({ where: { id } })
const newestRevisionOf = ({ id }: Pick<Story, 'id'>) =>
  newsroom.context.prisma.revision.findFirstOrThrow({ where: { articleId: id }, orderBy: { number: 'desc' } })

// https://github.com/payloadcms/payload/issues/14750, https://github.com/strapi/strapi/issues/25326
test('a story that never was published is in no answer, and no argument could ask for it', async () => {
  const secret = 'Zanzibarenigme'
  const tag = await newsroom.stories.tag('Secret')
  const draft = await newsroom.stories.approved({ headline: secret, tags: { connect: [{ id: tag }] } })

  const told = await read(`{
    byId: article(id: "${draft.id}") { id } bySlug: article(slug: "${draft.slug}") { id }
    articleStatus(slug: "${draft.slug}") { status } search(query: "${secret}") { edges { node { id } } }
    articles(first: 100) { edges { node { id } } } byTag: articles(tag: "secret") { edges { node { id } } }
    tags { edges { node { slug } } } tag(slug: "secret") { id }
  }`)
  const schema = JSON.stringify(await read(`{ __schema { types { name fields { name args { name } } } } }`))

  assert.equal(JSON.stringify(told).includes(draft.id), false)
  assert.equal(JSON.stringify(told).includes('secret'), false)
  assert.deepEqual([told['byId'], told['bySlug'], told['articleStatus'], told['tag']], [null, null, null, null])
  assert.doesNotMatch(schema, /"name":"(draft|preview|state|publicationState|version|revision)s?"/i)
})

// https://github.com/payloadcms/payload/issues/13267, https://github.com/directus/directus/discussions/2975
test('a save of a live story neither takes the published text away nor shows the new one', async () => {
  const live = await newsroom.stories.live({ headline: 'Publié' })

  await newsroom.desks.editor.ask(...save(live, { headline: 'En travail' }))

  assert.equal(await headlineOf(live), 'Publié')
})

// https://github.com/payloadcms/payload/issues/11981, https://github.com/strapi/strapi/issues/23881
test('a story made through the API, also as a copy of a live one, is a draft that nobody reads', async () => {
  const live = await newsroom.stories.live({ headline: 'L’original' })
  const { snapshot } = await newestRevisionOf(live)
  const { headline, description } = snapshot as { headline: string; description: string } // as takeSnapshot wrote it

  const { data } = await newsroom.desks.publisher.ask(...create({ headline, description }))

  const copy = data?.['createArticle'] as unknown as Story
  assert.deepEqual([data?.['createArticle']?.['state'], data?.['createArticle']?.['liveRevision']], ['draft', null])
  assert.equal(await headlineOf(copy), null)
})

// https://github.com/payloadcms/payload/issues/5224
test('no way of writing by id gets around whose story it is', async () => {
  const draft = await newsroom.stories.draft({ headline: 'À moi' })
  const { otherAuthor } = newsroom.desks

  const tries = [
    await otherAuthor.ask(...save(draft, { headline: 'Pris' })),
    await otherAuthor.ask(`mutation ($data: [ArticleUpdateArgs!]!) { updateArticles(data: $data) { id } }`, {
      data: [{ where: { id: draft.id }, data: { version: draft.version, headline: 'Pris' } }],
    }),
    await otherAuthor.ask(
      `mutation { restoreArticleRevision(where: { id: "${draft.id}" }, version: ${draft.version}, revision: 1) { leftOut { id } } }`,
    ),
    await otherAuthor.ask(`mutation { updateTag(where: { id: "x" }, data: { name: "Pris" }) { id } }`),
  ]

  assert.deepEqual(
    tries.map(({ refusal }) => refusal?.code),
    ['NOT_PERMITTED', 'NOT_PERMITTED', 'NOT_PERMITTED', 'KS_ACCESS_DENIED'],
  )
  assert.deepEqual([(await rowOf(draft)).headline, (await rowOf(draft)).version], ['À moi', draft.version])
})

// https://github.com/strapi/strapi/issues/25361
test('a link to a draft survives publication, and shows as soon as that story is live', async () => {
  const { author, editor, publisher } = newsroom.desks
  const target = await newsroom.stories.draft({ headline: 'La suite' })
  const story = await newsroom.stories.draft({ relatedArticles: { connect: [{ id: target.id }] } })
  await author.ask(...move('submit', story))
  await publisher.ask(...move('approve', next(story), { override: 'La suite paraît ce soir.' }))
  await publisher.ask(...move('publish', next(story, 2)))
  const related = `{ article(id: "${story.id}") { relatedArticles { headline } } }`

  const before = await read(related)
  await author.ask(...move('submit', target))
  await editor.ask(...move('approve', next(target)))
  await publisher.ask(...move('publish', next(target, 2)))
  const after = await read(related)

  assert.deepEqual(before['article'], { relatedArticles: [] })
  assert.deepEqual(after['article'], { relatedArticles: [{ headline: 'La suite' }] })
})

// https://github.com/strapi/strapi/issues/24280
test('an old revision that is restored has its links to drafts again', async () => {
  const target = await newsroom.stories.draft()
  const story = await newsroom.stories.draft({ relatedArticles: { connect: [{ id: target.id }] } })
  const { editor } = newsroom.desks
  await editor.ask(...save(story, { relatedArticles: { set: [] } }))

  const { data, refusal } = await editor.ask(
    `mutation { restoreArticleRevision(where: { id: "${story.id}" }, version: ${story.version + 1}, revision: 1) {
      leftOut { id } article { relatedArticles { id } } } }`,
  )

  assert.equal(refusal, null)
  assert.deepEqual(data?.['restoreArticleRevision'], { leftOut: [], article: { relatedArticles: [{ id: target.id }] } })
})

// https://github.com/strapi/strapi/issues/24298
test('a save and a move of one story leave every other as it was, in whatever language', async () => {
  const tag = await newsroom.stories.tag('Bilingue')
  const content = { tags: { connect: [{ id: tag }] } }
  const french = await newsroom.stories.live({ ...content, headline: 'Le sommet' })
  const english = await newsroom.stories.approved({ ...content, headline: 'The summit', language: 'en' })
  const before = await rowOf(french)

  await newsroom.desks.publisher.ask(...move('publish', english))
  await newsroom.desks.editor.ask(...save(next(english), { headline: 'The summit, day two' }))

  assert.deepEqual(await rowOf(french), before)
  assert.deepEqual([await headlineOf(french), await headlineOf(english)], ['Le sommet', 'The summit'])
})

// https://github.com/directus/directus/issues/23126
test('a revision holds sections, pictures, tags and links, and a change of any of them withdraws an approval', async () => {
  const [tag, image, target] = [
    await newsroom.stories.tag('Ailleurs'),
    await newsroom.stories.image(),
    await newsroom.stories.live(),
  ]
  const changes: Record<string, unknown>[] = [
    { sections: [{ heading: 'Autre', body: paragraphs('Autre texte.') }] },
    { sections: [{ heading: 'Les faits', body: paragraphs('Tout a commencé mardi.'), image: { id: image } }] },
    { image: { connect: { id: image } } },
    { tags: { connect: [{ id: tag }] } },
    { relatedArticles: { connect: [{ id: target.id }] } },
    { imageCaption: 'Vue du nord.' },
  ]

  for (const change of changes) {
    const approved = await newsroom.stories.approved()
    await newsroom.desks.editor.ask(...save(approved, change))

    const { state, newestRevision, approvedRevision } = await rowOf(approved)
    const { snapshot, number } = await newestRevisionOf(approved)
    assert.deepEqual([state, newestRevision, approvedRevision, number], ['draft', 2, null, 2], Object.keys(change)[0])
    const held = JSON.stringify(snapshot)
    const added = JSON.stringify(change).match(/Autre texte|Vue du nord/)?.[0]
    assert.ok([tag, image, target.id, added].some(part => part && held.includes(part)))
  }
})

// https://github.com/strapi/strapi/issues/24727
test('a time given in another zone is the same instant, not eight hours early', async () => {
  const approved = await newsroom.stories.approved()

  await newsroom.desks.publisher.ask(...move('schedule', approved, { publishAt: '2099-01-01T00:00:00+08:00' }))

  assert.equal((await rowOf(approved)).publishAt?.toISOString(), '2098-12-31T16:00:00.000Z')
})

// https://github.com/payloadcms/payload/issues/12342
test('unpublish takes the story from its readers, says so to them, and keeps the text for the desk', async () => {
  const live = await newsroom.stories.live({ headline: 'À retirer' })

  await newsroom.desks.publisher.ask(...move('unpublish', live))

  const { articleStatus } = await read(`{ articleStatus(slug: "${live.slug}") { status } }`)
  const { headline, state } = await rowOf(live)
  assert.deepEqual([await headlineOf(live), articleStatus], [null, { status: 'WITHDRAWN' }])
  assert.deepEqual([headline, state], ['À retirer', 'draft'])
})
