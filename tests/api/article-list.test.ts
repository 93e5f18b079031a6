import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { makeNewsroomArticles } from '../../bench/make-newsroom-articles.ts'
import { sqlOfPg } from '../../database/sql.ts'
import { articleSorts } from '../../desk/article-sorts.ts'
import { articleViews } from '../../desk/article-views.ts'
import { viewsStatement } from '../../desk/count-views.ts'
import { countStatement, listArticles, pageStatement, type ListQuestion } from '../../desk/list-articles.ts'
import { releasesStatement, storiesStatement } from '../../desk/read-calendar.ts'
import { deskStatement } from '../../desk/read-desk.ts'
import { move, openTestNewsroom, paragraphs, save, type Answer, type Desk, type TestNewsroom } from '../newsroom.ts'

let newsroom: TestNewsroom
before(async () => {
  newsroom = await openTestNewsroom()
})
after(() => newsroom?.close())

type Lines = { id: string; headline: string; hasUnpublishedChanges: boolean; moves: string[] }[]
type List = { lines: Lines; next: string | null; previous: string | null; total: { count: number; isMore: boolean } }

const listQuery = `query ($view: ArticleView!, $search: String!, $sort: ArticleSort!, $reversed: Boolean!, $first: Int!, $after: String, $before: String) {
  articleList(view: $view, search: $search, sort: $sort, reversed: $reversed, first: $first, after: $after, before: $before) {
    lines { id headline hasUnpublishedChanges moves } next previous total { count isMore } } }`

const ask = (desk: Desk, question: Partial<ListQuestion>) =>
  desk.ask(listQuery, { view: 'all', search: '', sort: 'updated', reversed: false, first: 50, ...question })

async function list(desk: Desk, question: Partial<ListQuestion> = {}): Promise<List> {
  const { data, refusal } = await ask(desk, question)
  if (refusal) throw new Error(refusal.message)
  return data?.['articleList'] as List // as the query asks
}

const versionIn = ({ data }: Answer): number => Number(data?.['updateArticle']?.['version'])

const headlines = async (desk: Desk, question: Partial<ListQuestion>) =>
  (await list(desk, question)).lines.map(({ headline }) => headline)

describe('the article list', () => {
  test('search finds words of headline, standfirst and text, begun or whole, with or without accents', async () => {
    const { desks, stories } = newsroom
    const bold = [{ type: 'paragraph', children: [{ text: 'B', bold: true }, { text: 'ouclage tardif' }] }]
    await stories.draft({
      headline: 'Pêche à la crevette',
      description: 'Les filets du Croisic',
      sections: [
        { heading: 'Marée basse', body: paragraphs('On sort par gros temps.') },
        { heading: '', body: bold },
      ],
    })
    const found = (search: string) => headlines(desks.editor, { search })

    const answers = await Promise.all(
      ['peche', 'PÊCH crev', 'croisic', 'maree', 'gros temps', 'bouclage', '"! : & | (’', 'pêche thon'].map(found),
    )

    const pêche = ['Pêche à la crevette']
    assert.deepEqual(answers, [pêche, pêche, pêche, pêche, pêche, pêche, [], []])
  })

  test('search follows the text: what was written over is not found any more, and an erased story not at all', async () => {
    const { desks, stories } = newsroom
    const story = await stories.draft({ headline: 'Le perroquet s’envole', slug: 'un-oiseau' })
    const saved = await desks.author.ask(...save(story, { headline: 'La perruche s’envole' }))
    const afterSave = [
      await headlines(desks.editor, { search: 'perroquet' }),
      await headlines(desks.editor, { search: 'perruche' }),
    ]
    const version = versionIn(saved)
    const erased = await desks.admin.ask(
      `mutation ($id: ID!, $version: Int!) { eraseArticle(where: { id: $id }, version: $version, legalBasis: "Art. 17") { article { id } } }`,
      { id: story.id, version },
    )

    assert.equal(erased.refusal, null)
    assert.deepEqual(afterSave, [[], ['La perruche s’envole']])
    assert.deepEqual(await headlines(desks.editor, { search: 'perruche' }), [])
  })

  test('a live story is among the changed ones while its text differs from what readers get, and only then', async () => {
    const { desks, stories } = newsroom
    const live = await stories.live({ headline: 'Texte d’origine' })
    const changed = async () => (await list(desks.editor, { view: 'changed' })).lines.some(({ id }) => id === live.id)
    const before = await changed()
    const retouched = await desks.editor.ask(...save(live, { headline: 'Texte retouché' }))
    const between = await changed()
    const version = versionIn(retouched)
    await desks.editor.ask(...save({ ...live, version }, { headline: 'Texte d’origine' }))

    assert.deepEqual([before, between, await changed()], [false, true, false])
  })

  test('each view holds its stories, and nobody sees what lies in another author’s trash', async () => {
    const { desks, stories } = newsroom
    const [draft, inReview, approved, archived, trashed] = await Promise.all([
      stories.draft({}, desks.otherAuthor),
      stories.inReview(),
      stories.approved(),
      stories.draft(),
      stories.draft(),
    ])
    await desks.publisher.ask(...move('schedule', approved))
    await desks.editor.ask(...move('archive', archived))
    await desks.author.ask(...move('trash', trashed))
    const all = [draft, inReview, approved, archived, trashed].map(({ id }) => id)
    const seenBy = async (desk: Desk) =>
      Promise.all(
        articleViews.map(async view => {
          const { lines } = await list(desk, { view, first: 100 })
          return lines.map(({ id }) => all.indexOf(id)).filter(place => place >= 0)
        }),
      )

    const [author, other, editor] = await Promise.all([desks.author, desks.otherAuthor, desks.editor].map(seenBy))
    const [sorted, mine] = [(places?: number[][]) => places?.map(view => view.sort()), [1, 2]]
    assert.deepEqual(sorted(author), [[0, 1, 2], mine, [1], [], [2], [3], [4]])
    assert.deepEqual(sorted(other), [[0, 1, 2], [0], [1], [], [2], [3], []])
    assert.deepEqual(sorted(editor), [[0, 1, 2], [], [1], [], [2], [3], [4]])
  })

  test('a line offers the moves that are open to whoever looks at it', async () => {
    const { desks, stories } = newsroom
    const { id } = await stories.inReview({ headline: 'À relire ce soir' })
    const movesFor = async (desk: Desk) =>
      (await list(desk, { view: 'inReview', first: 100 })).lines.find(line => line.id === id)?.moves

    assert.deepEqual(await movesFor(desks.author), [])
    assert.deepEqual(await movesFor(desks.editor), ['requestChanges', 'approve', 'archive', 'trash'])
  })

  test('a page too long, a search too long and an address that was tampered with are refused in words', async () => {
    const { editor } = newsroom.desks
    const refusals = await Promise.all(
      [{ first: 101 }, { search: 'a'.repeat(201) }, { after: 'x' }, { after: 'WzFd', before: 'WzFd' }].map(
        async question => (await ask(editor, question)).refusal?.code,
      ),
    )

    assert.deepEqual(refusals, ['LIMIT_EXCEEDED', 'LIMIT_EXCEEDED', 'INVALID_INPUT', 'INVALID_INPUT'])
  })

  test('of many stories moved at once each is done or refused by itself, and the answer says which', async () => {
    const { desks, stories } = newsroom
    const [mine, live] = [await stories.draft(), await stories.live()]
    const { data, errors } = await desks.author.context.graphql.raw({
      query: `mutation ($data: [TrashArticleArgs!]!) { trashArticles(data: $data) { id } }`,
      variables: { data: [live, mine].map(({ id, version }) => ({ where: { id }, version })) },
    })

    assert.equal(JSON.stringify(data), JSON.stringify({ trashArticles: [null, { id: mine.id }] }))
    assert.deepEqual(
      errors?.map(({ path }) => path),
      [['trashArticles', 0]],
    )
    assert.match(errors?.[0]?.message ?? '', /draft that never was public/)
  })
})

describe('with thousands of stories', () => {
  const count = 6_000
  let client: pg.Client
  before(async () => {
    client = new pg.Client({ connectionString: newsroom.databaseUrl })
    await client.connect()
    await makeNewsroomArticles(sqlOfPg(client), count)
    // Of so few stories PostgreSQL would rather read all than walk an index; of 100,000 it would not.
    await client.query('set enable_seqscan = off')
    await client.query('set random_page_cost = 1.1')
  })
  after(() => client?.end())

  test('the pages of a list hold each story once, in order, there and back', async () => {
    const { editor } = newsroom.desks
    const first = await list(editor, { sort: 'headline', first: 30 })
    const second = await list(editor, { sort: 'headline', first: 30, after: first.next })
    const back = await list(editor, { sort: 'headline', first: 30, before: second.previous })
    const { total } = first

    const once = new Set([...first.lines, ...second.lines].map(({ id }) => id))
    assert.deepEqual([once.size, back.lines, back.previous, back.next], [60, first.lines, null, first.next])
    assert.equal(total.isMore, false)
    assert.ok(total.count > count * 0.9)
  })

  // https://github.com/payloadcms/payload/issues/2227
  test('a page of any view in any order reads some rows, however many stories there are', async () => {
    const { author } = newsroom.desks
    const person = { ...author.person, name: 'Author', role: 'author' as const }
    const seen: Record<string, number> = {}
    for (const view of articleViews)
      for (const sort of articleSorts)
        for (const reversed of [false, true]) {
          const question = { view, sort, reversed, search: '', first: 50, after: null, before: null }
          const { text, values } = pageStatement({ ...person, id: 'bench-author-1' }, question)
          seen[`${view} by ${sort}${reversed ? ', reversed' : ''}`] = await rowsRead(text, values)
        }

    // The largest of the small views, archived stories, are 4 of 100; the stories of one author, 2.5 of 100.
    const tooMany = Object.entries(seen).filter(([, rows]) => rows > 1_000)
    assert.deepEqual(tooMany, [])
  })

  test('the last page costs what the first one does', async () => {
    const person = { id: newsroom.desks.editor.person.id, name: 'Editor', role: 'editor' as const }
    const question = { view: 'all', sort: 'updated', reversed: false, search: '', first: 50, before: null } as const
    const fromTheEnd = await listArticles(sqlOfPg(client), person, { ...question, reversed: true, after: null })
    const { text, values } = pageStatement(person, { ...question, after: fromTheEnd.next })

    assert.ok((await rowsRead(text, values)) < 1_000)
  })

  test('counting stops at 10,000, and the figures of the views at 100 each', async () => {
    const person = { id: newsroom.desks.editor.person.id, name: 'Editor', role: 'editor' as const }
    const { text, values } = countStatement(person, { view: 'all', search: '' })
    const figures = await newsroom.desks.editor.ask('{ articleViews { view count } }')

    assert.match(text, /limit 10001/)
    assert.ok((await rowsRead(text, values)) <= count)
    const shown = figures.data?.['articleViews'] as unknown as { view: string; count: number }[]
    assert.equal(shown.find(({ view }) => view === 'inReview')?.count, 100)
    // https://github.com/keystonejs/keystone/issues/2336
    assert.ok((await rowsRead(viewsStatement(person), [person.id])) < 1_500)
  })

  test('a search that finds few reads few, whatever the order', async () => {
    const person = { id: newsroom.desks.editor.person.id, name: 'Editor', role: 'editor' as const }
    for (const sort of articleSorts) {
      const question = { view: 'all', sort, reversed: false, search: '4321', first: 50, after: null } as const
      const { text, values } = pageStatement(person, { ...question, before: null })

      const rows = await rowsRead(text, values)
      assert.ok(rows < 500, `${rows} by ${sort}`)
    }
  })

  // https://github.com/keystonejs/keystone/issues/2336
  test('the desk and an hour of the calendar read what they show, not what there is', async () => {
    const person = { id: 'bench-author-1', name: 'Editor', role: 'publisher' as const }
    const span = [3_600_000, 0].map(ago => new Date(Date.now() - ago).toISOString())
    const desk = await rowsRead(deskStatement(person), [person.id])
    const calendar = await rowsRead(storiesStatement(person), [person.id, ...span])
    const releases = await rowsRead(releasesStatement, [person.id, ...span])

    assert.ok(desk < 1_500, `the desk reads ${desk} rows`)
    assert.ok(calendar < 1_500, `the calendar reads ${calendar} rows`)
    assert.ok(releases < 100, `its releases read ${releases} rows`)
  })

  /** Rows that PostgreSQL fetched of all tables and indexes for this, kept or thrown away. */
  async function rowsRead(text: string, values: unknown[]): Promise<number> {
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (analyze, format json) ${text}`,
      values,
    )
    const [explained] = rows[0]?.['QUERY PLAN'] ?? []
    if (!explained) throw new Error('PostgreSQL explained nothing')
    return scansOf(explained.Plan).reduce((sum, rowsOfScan) => sum + rowsOfScan, 0)
  }
})

type Plan = {
  'Node Type': string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}

function scansOf(plan: Plan): number[] {
  const isScan = plan['Node Type'].endsWith('Scan') && !/^(Subquery|CTE|Values|Result)/.test(plan['Node Type'])
  const read = (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops']
  return [isScan ? read : 0, ...(plan.Plans ?? []).flatMap(scansOf)]
}
