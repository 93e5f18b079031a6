import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hashOfEntry, type AuditAction } from '../../workflow/record-audit.ts'
import { sqlOfPrisma } from '../../database/sql.ts'
import { create, move, openTestNewsroom, paragraphs, save, type TestNewsroom } from '../newsroom.ts'

let newsroom: TestNewsroom
before(async () => {
  newsroom = await openTestNewsroom()
})
after(() => newsroom.close())

const liveOf = (articleId: string) =>
  sqlOfPrisma(newsroom.context.prisma)<{ headline: string; revision: number; kind: string }>(
    `select headline, revision, kind from delivery.publication where article = $1 and valid_to is null`,
    [articleId],
  )

test('a story goes from draft to live, and readers get what was approved', async () => {
  const { desks, stories } = newsroom
  const draft = await stories.draft({ headline: 'Le premier texte' })

  const submitted = await desks.author.ask(...move('submit', draft))
  const approved = await desks.editor.ask(...move('approve', { ...draft, version: 2 }))
  const before = await liveOf(draft.id)
  const published = await desks.publisher.ask(...move('publish', { ...draft, version: 3 }))

  assert.equal(submitted.data?.['story']?.['state'], 'in_review')
  assert.equal(approved.data?.['story']?.['approvedRevision'], 1)
  assert.deepEqual(before, [])
  assert.equal(published.data?.['story']?.['publicStatus'], 'live')
  assert.deepEqual(await liveOf(draft.id), [{ headline: 'Le premier texte', revision: 1, kind: 'publish' }])
})

test('an edit after approval makes the copy a draft again, and what is live stays live', async () => {
  const { desks, stories } = newsroom
  const live = await stories.live({ headline: 'Ce qui fut approuvé' })

  const edited = await desks.editor.ask(...save(live, { headline: 'Ce qui ne le fut pas' }))
  const publish = await desks.publisher.ask(...move('publish', { ...live, version: live.version + 1 }))

  assert.equal(edited.data?.['updateArticle']?.['state'], 'draft')
  assert.equal(edited.data?.['updateArticle']?.['approvedRevision'], null)
  assert.equal(publish.refusal?.code, 'WRONG_STATE')
  assert.equal((await liveOf(live.id))[0]?.headline, 'Ce qui fut approuvé')
})

test('a change of desk data leaves the approval alone', async () => {
  const { desks, stories } = newsroom
  const approved = await stories.approved()

  const saved = await desks.editor.ask(...save(approved, { urgency: 2, edNote: 'Appeler Ievlakh.' }))

  assert.equal(saved.data?.['updateArticle']?.['state'], 'approved')
  assert.equal(saved.data?.['updateArticle']?.['newestRevision'], 1)
})

test('an edit of an approved story does not reach readers, even between approval and publication', async () => {
  const { desks, stories } = newsroom
  const approved = await stories.approved({ headline: 'Approuvé' })
  const image = await newsroom.context.prisma.article.findUniqueOrThrow({ where: { id: approved.id } })

  await desks.editor.context.db.Image.updateOne({
    where: { id: image.imageId ?? '' },
    data: { caption: 'Changée depuis' },
  })
  await desks.publisher.ask(...move('publish', approved))

  const [live] = await sqlOfPrisma(newsroom.context.prisma)<{ caption: string | null }>(
    `select content #>> '{image,caption}' as caption from delivery.publication where article = $1`,
    [approved.id],
  )
  assert.equal(live?.caption, null)
})

test('an editor who rewrote a text in review cannot approve it', async () => {
  const { desks, stories } = newsroom
  const inReview = await stories.inReview()
  await desks.editor.ask(...save(inReview, { headline: 'Réécrit par la rédaction' }))
  const rewritten = { ...inReview, version: inReview.version + 1 }

  const own = await desks.editor.ask(...move('approve', rewritten))
  const other = await desks.otherEditor.ask(...move('approve', rewritten))

  assert.equal(own.refusal?.code, 'OWN_TEXT')
  assert.equal(other.data?.['story']?.['state'], 'approved')
})

test('breaking news goes out at once, own text too, with a reason on record', async () => {
  const { desks, stories } = newsroom
  const draft = await stories.draft({}, desks.publisher)

  const published = await desks.publisher.ask(...move('publishNow', draft, { reason: 'Séisme en cours.' }))

  const entry = await newsroom.context.prisma.auditEntry.findFirst({
    where: { subject: `article:${draft.id}` },
    orderBy: { sequence: 'desc' },
  })
  assert.equal(published.data?.['story']?.['publicStatus'], 'live')
  assert.deepEqual([entry?.action, entry?.reason], ['article.publishNow', 'Séisme en cours.'])
})

test('the checklist names everything that is missing, and only a publisher may override it', async () => {
  const { desks } = newsroom
  const { data } = await desks.author.ask(...create({ headline: 'Nue' }))
  const bare = data?.['createArticle'] as unknown as { id: string; version: number }
  await desks.author.ask(...move('submit', bare))
  const inReview = { id: bare.id, version: 2 }

  const refused = await desks.editor.ask(...move('approve', inReview))
  const notTheirs = await desks.editor.ask(...move('approve', inReview, { override: 'Pressé.' }))
  const overridden = await desks.publisher.ask(...move('approve', inReview, { override: 'Dépêche.' }))

  const open = ((refused.refusal?.extensions['checklist'] ?? []) as { code: string }[]).map(({ code }) => code)
  assert.equal(refused.refusal?.code, 'CHECKLIST_FAILED')
  assert.deepEqual(open, ['DESCRIPTION', 'SECTION_WITH_TEXT', 'TAG', 'IMAGE'])
  assert.equal(notTheirs.refusal?.code, 'NOT_PERMITTED')
  assert.equal(overridden.data?.['story']?.['state'], 'approved')
})

test('unpublishing takes a story from readers, and it needs a new approval', async () => {
  const { desks, stories } = newsroom
  const live = await stories.live()

  const withdrawn = await desks.publisher.ask(...move('unpublish', live))
  const again = await desks.publisher.ask(...move('publish', { ...live, version: live.version + 1 }))

  assert.deepEqual(
    [withdrawn.data?.['story']?.['publicStatus'], withdrawn.data?.['story']?.['state']],
    ['withdrawn', 'draft'],
  )
  assert.deepEqual(await liveOf(live.id), [])
  assert.equal(again.refusal?.code, 'WRONG_STATE')
})

test('publishing what is live already is refused, and writes nothing', async () => {
  const { desks, stories } = newsroom
  const live = await stories.live()

  const again = await desks.publisher.ask(...move('publish', live))

  const { version } = await newsroom.context.prisma.article.findUniqueOrThrow({ where: { id: live.id } })
  assert.equal(again.refusal?.code, 'NOTHING_TO_PUBLISH')
  assert.equal(version, live.version)
})

test('an embargo holds back publication, breaking news included', async () => {
  const { desks, stories } = newsroom
  const approved = await stories.approved({ embargoedUntil: '2099-01-01T00:00:00.000Z' })

  const publish = await desks.publisher.ask(...move('publish', approved))
  const now = await desks.publisher.ask(...move('publishNow', approved))

  assert.deepEqual([publish.refusal?.code, now.refusal?.code], ['EMBARGOED', 'EMBARGOED'])
  assert.deepEqual(await liveOf(approved.id), [])
})

test('a picture whose rights ran out since the approval does not go live', async () => {
  const { desks, stories } = newsroom
  const image = await stories.image()
  const approved = await stories.approved({ image: { connect: { id: image } } })
  await desks.editor.context.db.Image.updateOne({
    where: { id: image },
    data: { rightsExpire: '2020-01-01T00:00:00.000Z' },
  })

  const publish = await desks.publisher.ask(...move('publish', approved))

  assert.equal(publish.refusal?.code, 'RIGHTS_EXPIRED')
})

test('a killed story stays away until it is reinstated and approved again', async () => {
  const { desks, stories } = newsroom
  const live = await stories.live()
  let { version } = live
  const next = () => ({ id: live.id, version: version++ })

  const killed = await desks.publisher.ask(...move('kill', next(), { note: 'Cet article était faux.' }))
  const now = await desks.publisher.ask(...move('publishNow', { id: live.id, version }))
  await desks.publisher.ask(...move('reinstate', next()))
  await desks.author.ask(...move('submit', next()))
  await desks.editor.ask(...move('approve', next()))
  const back = await desks.publisher.ask(...move('publish', next()))

  assert.equal(killed.data?.['story']?.['publicStatus'], 'killed')
  assert.equal(now.refusal?.code, 'WRONG_STATE')
  assert.equal(back.data?.['story']?.['publicStatus'], 'live')
})

test('a correction carries its public note', async () => {
  const { desks, stories } = newsroom
  const live = await stories.live()
  let { version } = live
  const next = () => ({ id: live.id, version: version++ })
  await desks.editor.ask(...save(next(), { headline: 'Corrigé' }))
  await desks.author.ask(...move('submit', next()))
  await desks.otherEditor.ask(...move('approve', next()))

  await desks.publisher.ask(...move('correct', next(), { note: 'Le titre était faux.' }))

  const [row] = await sqlOfPrisma(newsroom.context.prisma)<{ kind: string; note: string }>(
    `select kind, note from delivery.publication where article = $1 and valid_to is null`,
    [live.id],
  )
  assert.deepEqual(row, { kind: 'correct', note: 'Le titre était faux.' })
})

test('each role is refused what is not its own', async () => {
  const { desks, stories } = newsroom
  const inReview = await stories.inReview()
  const approved = await stories.approved()
  const draft = await stories.draft()

  const refusals = await Promise.all([
    desks.author.ask(...move('approve', inReview)),
    desks.author.ask(...move('publish', approved)),
    desks.author.ask(...save(inReview, { headline: 'Encore' })),
    desks.otherAuthor.ask(...save(draft, { headline: 'À moi' })),
    desks.otherAuthor.ask(...move('submit', draft)),
    desks.editor.ask(...move('publish', approved)),
    desks.editor.ask(...move('publishNow', draft)),
    desks.editor.ask(`mutation { createUser(data: { name: "X", email: "x@example.org", role: admin }) { id } }`),
    desks.author.ask(`mutation { createTag(data: { name: "X" }) { id } }`),
  ])

  assert.deepEqual(
    refusals.map(({ refusal }) => refusal?.code),
    [
      'NOT_PERMITTED',
      'NOT_PERMITTED',
      'WRONG_STATE',
      'NOT_PERMITTED',
      'NOT_PERMITTED',
      'NOT_PERMITTED',
      'NOT_PERMITTED',
      'KS_ACCESS_DENIED',
      'KS_ACCESS_DENIED',
    ],
  )
})

test('state, pins and marks of the workflow are in no input', async () => {
  const { data } = await newsroom.desks.admin.ask(`{
    create: __type(name: "ArticleCreateInput") { inputFields { name } }
    update: __type(name: "ArticleUpdateInput") { inputFields { name } }
  }`)
  const names = (input: string) =>
    ((data?.[input]?.['inputFields'] ?? []) as { name: string }[]).map(({ name }) => name)
  const kept = [
    ...['state', 'approvedRevision', 'liveRevision', 'newestRevision', 'firstPublished', 'publishAt', 'killedAt'],
    ...['archivedAt', 'trashedAt', 'source', 'contributors', 'relatedOrder', 'createdAt', 'updatedAt'],
  ]

  assert.deepEqual(
    kept.filter(name => names('create').includes(name) || names('update').includes(name)),
    [],
  )
  assert.equal(names('create').includes('version'), false)
})

test('two people who press at once: one wins, the other is told', async () => {
  const { desks, stories } = newsroom
  const approved = await stories.approved()

  const answers = await Promise.all([
    desks.publisher.ask(...move('publish', approved)),
    desks.admin.ask(...move('publish', approved)),
    desks.editor.ask(...save(approved, { headline: 'Un autre titre' })),
    desks.otherEditor.ask(...move('requestChanges', approved)),
  ])

  const refused = answers.flatMap(({ refusal }) => refusal?.code ?? [])
  const { version } = await newsroom.context.prisma.article.findUniqueOrThrow({ where: { id: approved.id } })
  assert.equal(refused.length, 3)
  assert.equal(version, approved.version + 1)
  assert.deepEqual(refused, ['ARTICLE_CHANGED', 'ARTICLE_CHANGED', 'ARTICLE_CHANGED'])
})

test('the audit chain is whole: every entry carries the hash of the one before', async () => {
  await Promise.all(Array.from({ length: 12 }, () => newsroom.stories.draft()))

  const entries = await newsroom.context.prisma.auditEntry.findMany({ orderBy: { sequence: 'asc' } })

  let previousHash = ''
  for (const [index, { hash, id: _, at, ...entry }] of entries.entries()) {
    assert.equal(entry.sequence, index + 1)
    assert.equal(entry.previousHash, previousHash)
    assert.equal(
      hash,
      hashOfEntry(
        { ...entry, action: entry.action as AuditAction, at: at.toISOString() },
        newsroom.newsroom.auditKey(),
      ),
    )
    previousHash = hash
  }
  assert.ok(entries.length > 50)
})

test('a save that fails late leaves nothing behind', async () => {
  const { desks, stories } = newsroom
  const [one, two] = [await stories.tag('Monde', 'rubric'), await stories.tag('Culture', 'rubric')]
  const draft = await stories.draft()
  const before = await newsroom.context.prisma.revision.count()

  const refused = await desks.author.ask(
    ...save(draft, {
      headline: 'Jamais',
      tags: { connect: [{ id: one }, { id: two }] },
      sections: [{ heading: 'Neuf' }],
    }),
  )

  const after = await newsroom.context.prisma.article.findUniqueOrThrow({
    where: { id: draft.id },
    include: { tags: true, sections: true },
  })
  assert.equal(refused.refusal?.code, 'INVALID_INPUT')
  assert.deepEqual([after.version, after.tags.length, after.sections[0]?.heading], [draft.version, 1, 'Les faits'])
  assert.equal(await newsroom.context.prisma.revision.count(), before)
})

test('sections keep their identity through edits, and another article’s section is refused', async () => {
  const { desks, stories } = newsroom
  const draft = await stories.draft({ sections: [{ heading: 'A' }, { heading: 'B' }, { heading: 'C' }] })
  const own = await newsroom.context.prisma.section.findMany({
    where: { articleId: draft.id },
    orderBy: { position: 'asc' },
  })
  const foreign = await newsroom.context.prisma.section.findFirstOrThrow({ where: { articleId: { not: draft.id } } })
  const [a, , c] = own

  const saved = await desks.author.ask(
    ...save(draft, {
      sections: [
        { id: c?.id, heading: 'C' },
        { heading: 'Neuf', body: paragraphs('Texte.') },
        { id: a?.id, heading: 'A' },
      ],
    }),
  )
  const stolen = await desks.author.ask(
    ...save({ ...draft, version: draft.version + 1 }, { sections: [{ id: foreign.id, heading: 'Pris' }] }),
  )

  const sections = saved.data?.['updateArticle']?.['sections'] as { id: string; heading: string; position: number }[]
  assert.deepEqual(
    sections.map(({ heading, position }) => [position, heading]),
    [
      [1, 'C'],
      [2, 'Neuf'],
      [3, 'A'],
    ],
  )
  assert.deepEqual([sections[0]?.id, sections[2]?.id], [c?.id, a?.id])
  assert.equal(stolen.refusal?.code, 'INVALID_INPUT')
})

test('two stories with one headline, created at once, get two slugs', async () => {
  const { author, otherAuthor } = newsroom.desks

  const answers = await Promise.all(
    [author, otherAuthor, author].map(desk => desk.ask(...create({ headline: 'Séisme à Kyoto' }))),
  )

  const slugs = answers.map(({ data }) => data?.['createArticle']?.['slug'])
  assert.deepEqual(slugs.sort(), ['seisme-a-kyoto', 'seisme-a-kyoto-2', 'seisme-a-kyoto-3'])
})
