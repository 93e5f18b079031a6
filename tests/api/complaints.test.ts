import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { create, move, openTestNewsroom, paragraphs, save, type TestNewsroom } from '../newsroom.ts'
import { readAsApp, type App } from '../read-as-app.ts'

// What users of other systems complained of, each as a promise of this one.

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

const read = async (slug: string) => {
  const { article } = await app.ask(
    `query ($slug: String!) { article(slug: $slug) { headline sections { text } relatedArticles { slug } } }`,
    { slug },
  )
  return article as { headline: string; sections: { text: string }[]; relatedArticles: { slug: string }[] } | null
}

// https://github.com/payloadcms/payload/issues/14750
test('a story that was never published is at no public address, in no list and has no status', async () => {
  const draft = await newsroom.stories.draft({ slug: 'jamais-publiee', headline: 'Jamais publiée' })

  const answer = await app.ask(
    `query ($id: ID!) {
      bySlug: article(slug: "jamais-publiee") { headline }
      byId: article(id: $id) { headline }
      articles(first: 100) { edges { node { headline } } }
      articleStatus(slug: "jamais-publiee") { status }
    }`,
    { id: draft.id },
  )

  assert.deepEqual([answer['bySlug'], answer['byId'], answer['articleStatus']], [null, null, null])
  assert.doesNotMatch(JSON.stringify(answer['articles']), /Jamais publiée/)
})

// https://github.com/payloadcms/payload/issues/13267
test('a save through the API, whatever it leaves out, neither withdraws what is live nor shows the draft', async () => {
  const { desks, stories } = newsroom
  const live = await stories.live({ slug: 'en-ligne', headline: 'En ligne' })

  await desks.editor.ask(...save(live, { headline: 'Brouillon' }))

  assert.equal((await read('en-ligne'))?.headline, 'En ligne')
})

// https://github.com/payloadcms/payload/issues/15486, https://github.com/directus/directus/issues/3558
test('of ten people who save one story at once, one is stored, and nine are told that they were late', async () => {
  const { desks, stories, context } = newsroom
  const draft = await stories.draft()
  const everybody = [desks.author, desks.editor, desks.otherEditor, desks.publisher, desks.admin]

  const answers = await Promise.all(
    [...everybody, ...everybody].map((desk, n) => desk.ask(...save(draft, { headline: `Titre ${n}` }))),
  )

  const winners = answers.flatMap(({ refusal }, n) => (refusal ? [] : [`Titre ${n}`]))
  const { headline, version } = await context.prisma.article.findUniqueOrThrow({ where: { id: draft.id } })
  assert.deepEqual([winners, version], [[headline], draft.version + 1])
  assert.ok(answers.every(({ refusal }) => !refusal || refusal.code === 'ARTICLE_CHANGED'))
  assert.ok(answers.every(({ refusal }) => !refusal || refusal.extensions['changes']))
})

// https://github.com/payloadcms/payload/issues/5224
test('a story is not written by its id, nor through its history, by somebody who may not write it', async () => {
  const { desks, stories } = newsroom
  const draft = await stories.draft({ headline: 'À son auteur' })
  await desks.author.ask(...save(draft, { headline: 'Toujours à son auteur' }))
  const { otherAuthor } = desks
  const held = { ...draft, version: 2 }
  const restore = `mutation ($id: ID!, $version: Int!) { restoreArticleRevision(where: { id: $id }, version: $version, revision: 1) { leftOut { id } } }`

  const refusals = await Promise.all([
    otherAuthor.ask(...save(held, { headline: 'Volée' })),
    otherAuthor.ask(restore, held),
    otherAuthor.ask(...move('submit', held)),
    otherAuthor.ask(...move('trash', held)),
  ])
  const { data } = await otherAuthor.ask(
    `query ($id: String!) { revisions(where: { articleId: { equals: $id } }) { number } auditEntries(where: { subject: { contains: $id } }) { sequence } }`,
    { id: draft.id },
  )

  assert.deepEqual(
    refusals.map(({ refusal }) => refusal?.code),
    ['NOT_PERMITTED', 'NOT_PERMITTED', 'NOT_PERMITTED', 'NOT_PERMITTED'],
  )
  assert.deepEqual([data?.['revisions'], data?.['auditEntries']], [[], []])
})

// https://github.com/strapi/strapi/issues/25361
test('a link to a story that is still a draft survives publication, and shows once that story is live', async () => {
  const { desks, stories } = newsroom
  const linked = await stories.approved({ slug: 'liee' })
  const draft = await stories.draft({ slug: 'qui-lie', relatedArticles: { connect: [{ id: linked.id }] } })
  await desks.publisher.ask(...move('publishNow', draft, { override: 'Le lien suivra.' }))
  const before = await read('qui-lie')

  await desks.publisher.ask(...move('publish', linked))

  assert.deepEqual(before?.relatedArticles, [])
  assert.deepEqual((await read('qui-lie'))?.relatedArticles, [{ slug: 'liee' }])
})

// https://github.com/strapi/strapi/issues/24280
test('going back to an older revision brings its links back too, those to drafts among them', async () => {
  const { desks, stories, context } = newsroom
  const [linked, tag] = [await stories.draft(), await stories.tag('Lien perdu')]
  const links = { relatedArticles: { connect: [{ id: linked.id }] }, tags: { connect: [{ id: tag }] } }
  const draft = await stories.draft(links)
  await desks.author.ask(...save(draft, { relatedArticles: { set: [] }, tags: { set: [] }, sections: [] }))

  await desks.author.ask(
    `mutation ($id: ID!) { restoreArticleRevision(where: { id: $id }, version: 2, revision: 1) { leftOut { id } } }`,
    { id: draft.id },
  )

  const restored = await context.prisma.article.findUniqueOrThrow({
    where: { id: draft.id },
    include: { tags: true, relatedArticles: true, sections: true },
  })
  assert.deepEqual(
    [restored.tags.map(({ id }) => id), restored.relatedArticles.map(({ id }) => id), restored.sections.length],
    [[tag], [linked.id], 1],
  )
})

// https://github.com/directus/directus/issues/23126
test('a revision holds what belongs to the story: sections, pictures, tags and links, not its own row alone', async () => {
  const { desks, stories, context } = newsroom
  const draft = await stories.draft({ sections: [{ heading: 'A', body: paragraphs('Avant.') }] })
  const [section] = await context.prisma.section.findMany({ where: { articleId: draft.id } })
  await desks.author.ask(...save(draft, { sections: [{ id: section?.id, heading: 'A', body: paragraphs('Après.') }] }))

  const { data } = await desks.author.ask(
    `query ($id: ID!) {
      compareRevisions(where: { id: $id }, from: { number: 1 }, to: { number: 2 }) { sections { change body { kind text } } }
    }`,
    { id: draft.id },
  )

  assert.deepEqual(JSON.parse(JSON.stringify(data?.['compareRevisions']?.['sections'])), [
    {
      change: 'CHANGED',
      body: [
        { kind: 'REMOVED', text: 'Avant' },
        { kind: 'ADDED', text: 'Après' },
        { kind: 'SAME', text: '.' },
      ],
    },
  ])
})

// https://github.com/strapi/strapi/issues/23881
test('a story created through the API is a draft, whoever creates it, and nothing in its input says otherwise', async () => {
  const { desks } = newsroom
  const content = { headline: 'Par l’API', slug: 'par-l-api', sections: [{ heading: 'A', body: paragraphs('B.') }] }

  const created = await desks.admin.ask(...create(content))
  const asPublished = await desks.admin.ask(...create({ ...content, state: 'approved' }))

  assert.deepEqual(
    [created.data?.['createArticle']?.['state'], created.data?.['createArticle']?.['publicStatus']],
    ['draft', 'unpublished'],
  )
  assert.notEqual(asPublished.refusal, null)
  assert.equal(await read('par-l-api'), null)
})

// https://github.com/strapi/strapi/issues/25326
test('no argument of what readers may ask could name a draft', async () => {
  const { __schema } = await app.ask(`{ __schema { types { name fields { name args { name } } } } }`)

  const { types } = __schema as { types: { fields: { args: { name: string }[] }[] | null }[] }
  const names = new Set(types.flatMap(({ fields }) => fields ?? []).flatMap(({ args }) => args.map(({ name }) => name)))
  assert.ok(names.has('asOf'))
  assert.deepEqual(
    [...names].filter(name => /draft|status|state|preview|version|revision|publication/i.test(name)),
    [],
  )
})

// https://github.com/directus/directus/discussions/2975
test('a live story has a draft of its own, which is reviewed and replaces it when it is published, not before', async () => {
  const { desks, stories } = newsroom
  const live = await stories.live({ slug: 'deux-vies', headline: 'Première version' })
  const held = (version: number) => ({ ...live, version: live.version + version })
  await desks.editor.ask(...save(held(0), { headline: 'Seconde version' }))
  await desks.author.ask(...move('submit', held(1)))
  await desks.otherEditor.ask(...move('approve', held(2)))
  const approved = await read('deux-vies')

  await desks.publisher.ask(...move('publish', held(3)))

  assert.equal(approved?.headline, 'Première version')
  assert.equal((await read('deux-vies'))?.headline, 'Seconde version')
})

// https://github.com/payloadcms/payload/issues/11981
test('a copy of a live story is a draft of its own, and the original’s address stays the original’s', async () => {
  const { desks, stories } = newsroom
  const live = await stories.live({ slug: 'l-original', headline: 'L’original' })

  const copy = await desks.publisher.ask(...create({ headline: 'L’original' }))
  const atItsAddress = await desks.publisher.ask(...create({ headline: 'L’original', slug: live.slug }))

  const { state, slug, liveRevision } = copy.data?.['createArticle'] ?? {}
  assert.deepEqual([state, slug, liveRevision], ['draft', 'l-original-2', null])
  assert.equal(atItsAddress.refusal?.code, 'SLUG_TAKEN')
  assert.equal(await read('l-original-2'), null)
})

// https://github.com/payloadcms/payload/issues/12342
test('a story that is unpublished leaves its readers, who are told so, and stays at the desk as a draft', async () => {
  const { desks, stories, context } = newsroom
  const live = await stories.live({ slug: 'a-retirer', headline: 'À retirer' })

  await desks.publisher.ask(...move('unpublish', live))

  const { articleStatus } = await app.ask(`{ articleStatus(slug: "a-retirer") { status } }`)
  const { headline, state } = await context.prisma.article.findUniqueOrThrow({ where: { id: live.id } })
  assert.deepEqual([await read('a-retirer'), articleStatus], [null, { status: 'WITHDRAWN' }])
  assert.deepEqual([headline, state], ['À retirer', 'draft'])
})

// https://github.com/strapi/strapi/issues/24298
test('what is done to one story leaves every other as it was, in whatever language it is', async () => {
  const { desks, stories, context } = newsroom
  const shared = { tags: { connect: [{ id: await stories.tag('Bilingue') }] } }
  const french = await stories.live({ ...shared, headline: 'Le sommet' })
  const english = await stories.approved({ ...shared, headline: 'The summit', language: 'en' })
  const rowOfFrench = () => context.prisma.article.findUniqueOrThrow({ where: { id: french.id } })
  const before = await rowOfFrench()

  await desks.publisher.ask(...move('publish', english))
  await desks.editor.ask(...save({ ...english, version: english.version + 1 }, { headline: 'The summit, day two' }))

  assert.deepEqual(await rowOfFrench(), before)
  assert.deepEqual(
    [(await read(french.slug))?.headline, (await read(english.slug))?.headline],
    ['Le sommet', 'The summit'],
  )
})

// https://github.com/strapi/strapi/issues/24727
test('a time that is given in another zone is the same instant, and not hours early', async () => {
  const { desks, stories, context } = newsroom
  const approved = await stories.approved()

  await desks.publisher.ask(...move('schedule', approved, { publishAt: '2099-01-01T00:00:00+08:00' }))

  const { publishAt } = await context.prisma.article.findUniqueOrThrow({ where: { id: approved.id } })
  assert.equal(publishAt?.toISOString(), '2098-12-31T16:00:00.000Z')
})

// https://github.com/directus/directus/issues/23126
test('a change of anything that readers see withdraws an approval: a section, a picture, a tag, a link', async () => {
  const { desks, stories, context } = newsroom
  const [tag, image, linked] = [await stories.tag('Ailleurs'), await stories.image(), await stories.live()]
  const changes = [
    { sections: [{ heading: 'Autre', body: paragraphs('Autre texte.') }] },
    { sections: [{ heading: 'Les faits', body: paragraphs('Tout a commencé mardi.'), image: { id: image } }] },
    { image: { connect: { id: image } } },
    { imageCaption: 'Vue du nord.' },
    { tags: { connect: [{ id: tag }] } },
    { relatedArticles: { connect: [{ id: linked.id }] } },
  ]

  for (const change of changes) {
    const approved = await stories.approved()
    await desks.editor.ask(...save(approved, change))

    const row = await context.prisma.article.findUniqueOrThrow({ where: { id: approved.id } })
    assert.deepEqual([row.state, row.newestRevision, row.approvedRevision], ['draft', 2, null], JSON.stringify(change))
  }
})
