import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { sqlOfPrisma } from '../../database/sql.ts'
import { historyStatement } from '../../workflow/read-history.ts'
import { move, openTestNewsroom, paragraphs, save, type Desk, type Story, type TestNewsroom } from '../newsroom.ts'

let newsroom: TestNewsroom
before(async () => {
  newsroom = await openTestNewsroom()
})
after(() => newsroom.close())

const compare = (id: string, from: object, to: object) =>
  [
    `query ($id: ID!, $from: RevisionRef!, $to: RevisionRef!) {
      compareRevisions(where: { id: $id }, from: $from, to: $to) {
        same
        fields { field from to words { kind text } }
        tagsAdded { name } tagsRemoved { name }
        relatedArticles { headline change from to }
        sections { id change moved from to heading { kind text } body { kind text } formattingChanged }
      }
    }`,
    { id, from, to },
  ] as const

const restore = ({ id, version }: Pick<Story, 'id' | 'version'>, revision: number) =>
  [
    `mutation ($id: ID!, $version: Int!, $revision: Int!) {
      restoreArticleRevision(where: { id: $id }, version: $version, revision: $revision) {
        article { version state newestRevision headline slug sections { id heading } }
        leftOut { kind id sentence }
      }
    }`,
    { id, version, revision },
  ] as const

const history = (id: string, page: { first?: number; before?: number } = {}) =>
  [
    `query ($id: ID!, $first: Int, $before: Int) {
      history(where: { id: $id }, first: $first, before: $before) {
        number cause contentHash createdAt erased author { name } contributors { name }
      }
    }`,
    { id, first: page.first ?? 50, before: page.before ?? null },
  ] as const

type Comparison = {
  same: boolean
  fields: { field: string; from: string | null; to: string | null }[]
  tagsAdded: { name: string }[]
  tagsRemoved: { name: string }[]
  relatedArticles: { headline: string; change: string }[]
  sections: { change: string; moved: boolean; body: { kind: string; text: string }[] }[]
}
type Restored = {
  article: { version: number; state: string; newestRevision: number; sections: { id: string; heading: string }[] }
  leftOut: { kind: string; id: string }[]
}

const compared = async (desk: Desk, ...asked: Parameters<typeof compare>) =>
  plain((await desk.ask(...compare(...asked))).data?.['compareRevisions']) as Comparison
const restored = async (desk: Desk, ...asked: Parameters<typeof restore>) =>
  (await desk.ask(...restore(...asked))).data?.['restoreArticleRevision'] as unknown as Restored

test('two revisions are compared by field, tag, related story, section and word', async () => {
  const { desks, stories } = newsroom
  const related = await stories.draft({ headline: 'Une autre histoire' })
  const draft = await stories.draft({ headline: 'Avant', tags: { connect: [{ id: await stories.tag('Avant-tag') }] } })
  const after = await stories.tag('Après-tag')
  await desks.author.ask(
    ...save(draft, {
      headline: 'Après',
      tags: { set: [{ id: after }] },
      relatedArticles: { connect: [{ id: related.id }] },
      sections: [{ heading: 'Les faits', body: paragraphs('Neuf.') }],
    }),
  )

  const comparison = await compared(desks.author, draft.id, { number: 1 }, { copy: 'WORKING_COPY' })

  assert.deepEqual(
    comparison.fields.map(({ field, from, to }) => [field, from, to]),
    [['headline', 'Avant', 'Après']],
  )
  assert.deepEqual(comparison.tagsAdded, [{ name: 'Après-tag' }])
  assert.deepEqual(comparison.tagsRemoved, [{ name: 'Avant-tag' }])
  assert.deepEqual(
    comparison.relatedArticles.map(({ headline, change }) => [headline, change]),
    [['Une autre histoire', 'ADDED']],
  )
  assert.deepEqual(
    comparison.sections.map(({ change }) => change),
    ['REMOVED', 'ADDED'],
  )
})

test('what editors work on is compared with what readers get', async () => {
  const { desks, stories } = newsroom
  const live = await stories.live({ headline: 'En ligne' })
  const same = await compared(desks.editor, live.id, { copy: 'LIVE' }, { copy: 'WORKING_COPY' })
  await desks.editor.ask(...save(live, { headline: 'Pas encore en ligne' }))

  const changed = await compared(desks.editor, live.id, { copy: 'LIVE' }, { copy: 'WORKING_COPY' })

  assert.equal(same.same, true)
  assert.deepEqual(
    changed.fields.map(({ field, to }) => [field, to]),
    [['headline', 'Pas encore en ligne']],
  )
})

test('old revisions are for editors and the story’s author; a side that is not there is named', async () => {
  const { desks, stories } = newsroom
  const draft = await stories.draft()

  const refusals = await Promise.all([
    desks.otherAuthor.ask(...compare(draft.id, { number: 1 }, { number: 1 })),
    desks.otherAuthor.ask(...restore(draft, 1)),
    desks.editor.ask(...compare(draft.id, { copy: 'LIVE' }, { number: 1 })),
    desks.editor.ask(...compare(draft.id, { number: 7 }, { number: 1 })),
    desks.editor.ask(...compare(draft.id, {}, { number: 1 })),
    desks.editor.ask(...compare(draft.id, { number: 1, copy: 'LIVE' }, { number: 1 })),
  ])
  const othersHistory = await desks.otherAuthor.ask(...history(draft.id))

  assert.deepEqual(
    refusals.map(({ refusal }) => refusal?.code),
    ['NOT_PERMITTED', 'NOT_PERMITTED', 'WRONG_STATE', 'NOT_FOUND', 'INVALID_INPUT', 'INVALID_INPUT'],
  )
  assert.deepEqual(othersHistory.data?.['history'], [])
})

// https://github.com/keystonejs/keystone/issues/321
test('an old revision comes back as a new draft: its sections keep their ids, and an approval is withdrawn', async () => {
  const { desks, stories } = newsroom
  const draft = await stories.draft({ sections: [{ heading: 'A' }, { heading: 'B' }] })
  const [a] = await sectionsOf(draft)
  await desks.author.ask(...save(draft, { sections: [{ id: a?.id, heading: 'A, réécrite' }, { heading: 'C' }] }))
  await desks.author.ask(...move('submit', { ...draft, version: 2 }))
  await desks.publisher.ask(...move('approve', { ...draft, version: 3 }, { override: 'Dépêche.' }))

  const { article, leftOut } = await restored(desks.editor, { ...draft, version: 4 }, 1)

  assert.deepEqual(leftOut, [])
  assert.deepEqual([article.state, article.version, article.newestRevision], ['draft', 5, 3])
  assert.deepEqual(
    article.sections.map(({ heading }) => heading),
    ['A', 'B'],
  )
  assert.equal(article.sections[0]?.id, a?.id)
  const again = await compared(desks.editor, draft.id, { number: 1 }, { number: 3 })
  assert.deepEqual(again.fields, [])
  const entry = await lastEntry(draft)
  assert.deepEqual(
    [entry?.action, entry?.from, entry?.to, entry?.revision],
    ['article.restoreRevision', 'approved', 'draft', 3],
  )
  assert.match(entry?.reason ?? '', /^Revision 1 became/)
})

test('what is no more is left out of a restored revision, and said', async () => {
  const { desks, stories } = newsroom
  const [tag, kept, image] = [await stories.tag('Perdu'), await stories.tag('Gardé'), await stories.image()]
  const draft = await stories.draft({
    slug: 'une-adresse-quittee',
    tags: { connect: [{ id: tag }, { id: kept }] },
    image: { connect: { id: image } },
  })
  await desks.author.ask(
    ...save(draft, { slug: 'une-autre-adresse', tags: { set: [{ id: kept }] }, image: { disconnect: true } }),
  )
  await desks.editor.ask(`mutation ($id: ID!) { deleteTag(where: { id: $id }) { id } }`, { id: tag })
  await desks.publisher.ask(`mutation ($id: ID!) { killImage(where: { id: $id }, reason: "Faux.") { id } }`, {
    id: image,
  })
  await stories.draft({ slug: 'une-adresse-quittee' })

  const { leftOut, article } = await restored(desks.author, { ...draft, version: 2 }, 1)

  assert.deepEqual(
    leftOut.map(({ kind, id }) => [kind, id]),
    [
      ['tag', tag],
      ['image', image],
      ['slug', 'une-adresse-quittee'],
    ],
  )
  assert.equal(article.version, 3)
})

test('whoever wrote a restored text cannot approve it', async () => {
  const { desks, stories } = newsroom
  const inReview = await stories.inReview()
  await desks.editor.ask(...save(inReview, { headline: 'Réécrit par la rédaction' }))
  await desks.otherEditor.ask(...move('approve', { ...inReview, version: 3 }))
  await desks.otherEditor.ask(...save({ ...inReview, version: 4 }, { headline: 'Encore autrement' }))
  await desks.publisher.ask(...restore({ ...inReview, version: 5 }, 2))
  await desks.author.ask(...move('submit', { ...inReview, version: 6 }))

  const own = await desks.editor.ask(...move('approve', { ...inReview, version: 7 }))

  assert.equal(own.refusal?.code, 'OWN_TEXT')
})

test('a restoration names the version that it started from', async () => {
  const { desks, stories } = newsroom
  const draft = await stories.draft()
  await desks.author.ask(...save(draft, { headline: 'Entre-temps' }))

  const late = await desks.author.ask(...restore(draft, 1))

  assert.equal(late.refusal?.code, 'ARTICLE_CHANGED')
})

test('who saves too late is told who was first, when, and what changed since their version', async () => {
  const { desks, stories } = newsroom
  const draft = await stories.draft({ headline: 'Trois mots ici' })
  await desks.editor.ask(...save(draft, { headline: 'Trois beaux mots ici' }))
  await desks.editor.ask(...save({ ...draft, version: 2 }, { urgency: 3 }))

  const { refusal } = await desks.author.ask(...save(draft, { description: 'Perdu ?' }))
  const { refusal: later } = await desks.author.ask(...save({ ...draft, version: 2 }, { description: 'Perdu ?' }))

  const { changedBy, changedAt, version, changes } = refusal?.extensions ?? {}
  assert.deepEqual([refusal?.code, changedBy, version], ['ARTICLE_CHANGED', 'Editor', 3])
  assert.ok(Math.abs(Date.now() - Date.parse(String(changedAt))) < 60_000)
  const { from, to, complete, comparison } = changes as {
    from: number
    to: number
    complete: boolean
    comparison: Comparison
  }
  assert.deepEqual([from, to, complete], [1, 2, true])
  assert.deepEqual(comparison.fields, [
    {
      ...{ field: 'headline', from: 'Trois mots ici', to: 'Trois beaux mots ici' },
      words: [
        { kind: 'SAME', text: 'Trois ' },
        { kind: 'ADDED', text: 'beaux ' },
        { kind: 'SAME', text: 'mots ici' },
      ],
    },
  ])
  assert.equal(later?.extensions['changes'], null)
})

test('what changed in a very long story is named, and not carried whole', async () => {
  const { desks, stories } = newsroom
  const long = (word: string) =>
    Array.from({ length: 4 }, (_, n) => ({ heading: `${n}`, body: paragraphs(`${word} `.repeat(6_000)) }))
  const draft = await stories.draft({ sections: long('avant') })
  await desks.author.ask(...save(draft, { sections: long('après') }))

  const { refusal } = await desks.author.ask(...save(draft, { headline: 'Trop tard' }))

  const changes = refusal?.extensions['changes'] as { complete: boolean; comparison: Comparison }
  assert.equal(changes.complete, false)
  assert.equal(changes.comparison.sections.length, 8)
  assert.ok(JSON.stringify(changes).length < 10_000)
})

// https://github.com/directus/directus/issues/17894, https://github.com/directus/directus/issues/26272
test('a page of ten thousand revisions is one statement, by the index', async () => {
  const { desks, stories, context, databaseUrl } = newsroom
  const draft = await stories.draft()
  await sqlOfPrisma(context.prisma)(
    `insert into "Revision" (id, "articleId", number, cause, snapshot, "contentHash", contributors, "authorId")
     select 'r' || n, $1, n, 'save', jsonb_build_object('filler', repeat(md5(n::text), 200)), md5(n::text), $2::jsonb, $3
       from generate_series(2, 10000) n`,
    [draft.id, JSON.stringify([desks.author.person.id]), desks.author.person.id],
  )
  await sqlOfPrisma(context.prisma)(`analyze "Revision"`)

  const statements = await statementsDuring(async () => {
    const { data } = await desks.author.ask(...history(draft.id, { before: 5_001 }))
    const page = plain(data?.['history']) as { number: number; author: object; contributors: object[] }[]
    assert.deepEqual([page.length, page[0]?.number, page[49]?.number], [50, 5_000, 4_951])
    assert.deepEqual([page[0]?.author, page[0]?.contributors], [{ name: 'Author' }, [{ name: 'Author' }]])
  })

  assert.equal(statements.length, 1)
  const plan = await planOf(databaseUrl, draft.id)
  assert.match(plan, /Index Scan Backward using "Revision_articleId_number_key"/)
  assert.match(plan, /Index Cond: .*number < 5001/)
})

/** GraphQL's objects have no prototype, and so equal no literal. */
function plain(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer))
}

async function sectionsOf({ id }: Pick<Story, 'id'>) {
  return newsroom.context.prisma.section.findMany({ where: { articleId: id }, orderBy: { position: 'asc' } })
}

async function lastEntry({ id }: Pick<Story, 'id'>) {
  const where = { subject: `article:${id}` }
  return newsroom.context.prisma.auditEntry.findFirst({ where, orderBy: { sequence: 'desc' } })
}

/** Counts what really goes to the database, without coming between. */
async function statementsDuring(act: () => Promise<void>): Promise<string[]> {
  const { query } = pg.Client.prototype
  const statements: string[] = []
  pg.Client.prototype.query = function (this: pg.Client, ...given: [string | { text: string }]) {
    statements.push(typeof given[0] === 'string' ? given[0] : given[0].text)
    return Reflect.apply(query, this, given)
    // The overloads of pg are kept, since whatever is given goes through.
  } as typeof query
  try {
    await act()
    return statements
  } finally {
    pg.Client.prototype.query = query
  }
}

async function planOf(url: string, articleId: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${historyStatement}`, [
    ...[articleId, null, 5_001, 50, null],
  ])
  await client.end()
  return rows.map(row => row['QUERY PLAN']).join('\n')
}
