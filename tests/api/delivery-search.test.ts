import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { startDelivery, type Delivery } from '../delivery-fixtures.ts'

let delivery: Delivery
before(async () => {
  delivery = await startDelivery()
  for (const [id, story] of Object.entries(stories)) await delivery.publish({ id, ...story })
})
after(() => delivery.close())

const at = '2026-01-01T00:00:00.000Z'
const text = (words: string) => [{ text: words }]

const stories = {
  evacuee: { at, headline: 'La ville évacuée', sections: text('Rien.') },
  evacuer: { at, headline: 'Il faut évacuer', sections: text('Rien.') },
  capitals: { at, headline: 'ÉVACUÉ DANS LA NUIT', sections: text('Rien.') },
  fled: { at, headline: 'Dans la nuit', sections: text('Ils évacuèrent le port.') },
  oeuvre: {
    at,
    headline: 'Une œuvre',
    sections: text('«\u00a0Chef-d’œuvre\u00a0», dit-on\u202f: 12\u202f000\u00a0visiteurs.'),
  },
  army: { at, headline: 'Le front', sections: text('L’armée d’Azerbaïdjan au Haut-Karabakh.') },
  english: { at, language: 'en', headline: 'Cities negotiated', sections: text('The café parties.') },
  german: { at, language: 'de', headline: 'Die Straße nach Köln', sections: text('Nichts.') },
  hebrew: { at, language: 'he', headline: 'שלום לכולם', sections: text('ללא') },
}

type Found = { node: { id: string }; excerpt: string; excerptText: string; rank: number; cursor: string }

async function search(query: string, args = ''): Promise<Found[]> {
  const { json, status, body } = await delivery.ask(
    `query ($query: String!) { search(query: $query, first: 100 ${args}) { edges { cursor rank excerpt excerptText node { id } } } }`,
    { query },
  )
  assert.equal(status, 200, body)
  return json.data.search.edges
}

const find = async (query: string, args = '') => (await search(query, args)).map(({ node }) => node.id).sort()

test('a French word is found in all its forms, with its accents or without', async () => {
  for (const query of [
    'évacuée',
    'evacuee',
    'évacuer',
    'evacuer',
    'EVACUÉ',
    'ÉVACUÉES',
    'évacuèrent',
    'e\u0301vacue\u0301',
  ]) {
    assert.deepEqual(await find(query), ['capitals', 'evacuee', 'evacuer', 'fled'], query)
  }
})

test('words are found behind apostrophes, hyphens, guillemets, no-break spaces and ligatures', async () => {
  const queries = [
    'armée',
    "l'armee",
    'l’armée',
    'azerbaidjan',
    'd’Azerbaïdjan',
    'karabakh',
    'Haut-Karabakh',
    '« haut karabakh »',
  ]

  for (const query of queries) assert.deepEqual(await find(query), ['army'], query)
  for (const query of ['oeuvre', 'ŒUVRES', 'chef', 'chef-d’œuvre', '12 000', 'visiteur']) {
    assert.deepEqual(await find(query), ['oeuvre'], query)
  }
})

test('each story is searched in its own language', async () => {
  assert.deepEqual(await find('city'), ['english'])
  assert.deepEqual(await find('negotiating'), ['english'])
  assert.deepEqual(await find('cafe party'), ['english'])
  assert.deepEqual(await find('strasse koln'), ['german'])
  assert.deepEqual(await find('שלום'), ['hebrew'])
  assert.deepEqual(await find('évacuer', ', language: "en"'), [])
  assert.deepEqual(await find('city', ', language: "en"'), ['english'])
})

test('words are looked for together; quotes, OR, OU and a minus say otherwise', async () => {
  assert.deepEqual(await find('évacuer nuit'), ['capitals', 'fled'])
  assert.deepEqual(await find('évacuer -nuit'), ['evacuee', 'evacuer'])
  assert.deepEqual(await find('karabakh OR œuvre'), ['army', 'oeuvre'])
  assert.deepEqual(await find('karabakh OU œuvre'), ['army', 'oeuvre'])
  assert.deepEqual(await find('"armée du Karabakh"'), [])
  assert.deepEqual(await find('“armée d’Azerbaïdjan”'), ['army'])
  assert.deepEqual(await find('évacuer -"dans la nuit"'), ['evacuee', 'evacuer'])
})

test('a headline weighs more than a standfirst, that more than a body, and that more than a caption', async () => {
  const filler = { headline: 'Autre chose', description: 'Rien', sections: text('Rien à voir.'), at }
  await delivery.publish({ ...filler, id: 'in-body', sections: text('Un narval, pas à voir.') })
  await delivery.publish({ ...filler, id: 'in-standfirst', description: 'Un narval' })
  await delivery.publish({ ...filler, id: 'in-headline', headline: 'Un narval' })
  await delivery.publish({ ...filler, id: 'in-byline', byline: 'Jean Narval' })

  const found = await search('narval')

  assert.deepEqual(
    found.map(({ node }) => node.id),
    ['in-headline', 'in-standfirst', 'in-body', 'in-byline'],
  )
  assert.ok(found.every(({ rank }, index) => rank > 0 && rank <= (found[index - 1]?.rank ?? 1)))
})

test('an excerpt shows the words found, and everything else in it is escaped', async () => {
  const filler = 'mot '.repeat(200)
  const hostile = '<script>alert("1")</script> & <mark>Les orques</mark> l’orque\u00ad, L’ORQUE'
  await delivery.publish({ id: 'escaped', at, sections: text(`${filler}\n\n${hostile} ${filler}`) })

  const [found] = await search('orques')

  const marked = found?.excerpt ?? ''
  assert.match(marked, /^… .* …$/)
  assert.match(
    marked,
    /&#60;mark&#62;Les <mark>orques<\/mark>&#60;\/mark&#62; l’<mark>orque\u00ad?<\/mark>.*L’<mark>ORQUE<\/mark>/,
  )
  assert.doesNotMatch(marked.replaceAll(/<\/?mark>/g, ''), /[<>"']/)
  assert.match(found?.excerptText ?? '', /<script>alert\("1"\)<\/script> & <mark>Les orques<\/mark>/)
  assert.ok((found?.excerptText.length ?? 0) < 300)
})

test('what no one can mean is answered with nothing, or refused in words', async () => {
  const nothing = [
    '',
    ' ',
    '"',
    '""',
    '-',
    '- -"',
    'OR',
    'OU OR',
    '&|!:*()<->',
    "'",
    '\\',
    '\u0000',
    '\ud800',
    '\u202e\u2066',
    '%',
    '😀',
    'de la',
    'à même',
  ]
  const odd = [
    'évacuer\u0000nuit',
    '\ud83dnuit',
    '\u202enuit\u202c',
    'nuit:*',
    'nuit & | !',
    "nuit'); drop table x; --",
    'nuit\\',
    '-nuit -"',
    'OR nuit OR',
    '(nuit',
  ]

  for (const query of nothing) assert.deepEqual(await search(query), [], JSON.stringify(query))
  for (const query of odd) await search(query)
  const long = await delivery.ask('query ($query: String!) { search(query: $query) { nodes { id } } }', {
    query: 'a'.repeat(201),
  })
  assert.deepEqual([long.status, long.json.errors[0].extensions.code], [400, 'LIMIT_EXCEEDED'])
  assert.match(long.json.errors[0].message, /at most 200 characters, and this one has 201/)
  assert.deepEqual(await find('a '.repeat(100)), [])
  assert.deepEqual(await find('nuit '.repeat(40)), ['capitals', 'fled'])
})

test('pages of results show each story once, the best first, and none is lost to equal ranks', async () => {
  for (let index = 0; index < 23; index++) {
    const words = index % 3 === 0 ? 'dauphin' : 'dauphin, dauphin'
    await delivery.publish({
      id: `d${index}`,
      at: new Date(Date.UTC(2026, 1, 1, index % 5)).toISOString(),
      sections: text(words),
    })
  }
  const query = `query ($after: String) { search(query: "dauphins", first: 4, after: $after) { nodes { id } edges { cursor rank } pageInfo { hasNextPage hasPreviousPage endCursor } } }`

  const all = await search('dauphins')
  const pages: string[] = []
  for (let after: string | null = null; pages.length < 100;) {
    const answer = await delivery.ask(query, { after })
    const page = answer.json.data.search
    assert.equal(page.pageInfo.hasPreviousPage, after !== null)
    pages.push(...page.nodes.map(({ id }: { id: string }) => id))
    after = page.pageInfo.endCursor
    if (!page.pageInfo.hasNextPage) break
  }

  assert.equal(new Set(pages).size, 23)
  assert.deepEqual(
    pages,
    all.map(({ node }) => node.id),
  )
  assert.deepEqual(await search('dauphin'), all)
})

test('a cursor of another list is refused', async () => {
  const { json } = await delivery.ask(
    `{ articles(first: 1) { edges { cursor } } search(query: "nuit", first: 1) { edges { cursor } } }`,
  )
  const ask = (after: string) =>
    delivery.ask(`query ($after: String) { search(query: "nuit", after: $after) { nodes { id } } }`, { after })
  const forged = (...position: unknown[]) => Buffer.from(JSON.stringify(position)).toString('base64url')

  const answers = [
    await ask(json.data.articles.edges[0].cursor),
    await ask(forged('search', 1e39, 1, 'a')),
    await ask(forged('search', -1, 1, 'a')),
    await ask(forged('search', 1e-40, 1, 'a')),
    await ask(forged('search', null, 1, 'a')),
    await ask(forged('search', 1, 1, 'a', 'b')),
  ]

  for (const { status, json: refused } of answers)
    assert.deepEqual([status, refused.errors?.[0].extensions.code], [400, 'INVALID_INPUT'])
  assert.equal((await ask(json.data.search.edges[0].cursor)).status, 200)
})

test('a search in the past finds what stories said then, and never a killed one', async () => {
  await delivery.publish({ id: 'rewritten', at: '2026-03-01T00:00:00.000Z', headline: 'Le requin' })
  await delivery.publish({ id: 'rewritten', kind: 'update', at: '2026-03-03T00:00:00.000Z', headline: 'Le cachalot' })
  await delivery.publish({ id: 'withdrawn', at: '2026-03-01T00:00:00.000Z', headline: 'Un requin' })
  await delivery.unpublish('withdrawn', '2026-03-03T00:00:00.000Z')
  await delivery.publish({ id: 'steady', at: '2026-03-01T00:00:00.000Z', headline: 'Des requins' })
  await delivery.publish({ id: 'murdered', at: '2026-03-01T00:00:00.000Z', headline: 'Requin' })
  await delivery.kill('murdered', '2026-03-03T00:00:00.000Z', 'Faux.')

  const then = await find('requin', ', asOf: "2026-03-02T00:00:00.000Z"')
  const now = await find('requin')

  assert.deepEqual(then, ['rewritten', 'steady', 'withdrawn'])
  assert.deepEqual(now, ['steady'])
  assert.deepEqual(await find('cachalot', ', asOf: "2026-03-02T00:00:00.000Z"'), [])
  assert.deepEqual(await find('requin', ', asOf: "2026-02-28T00:00:00.000Z"'), [])
})

test('a search is one statement, one more for each level below it, and none for nothing', async () => {
  const ask = (query: string) =>
    delivery.statements.during(async () => assert.equal((await delivery.ask(query)).status, 200))

  const plain = await ask(`{ search(query: "nuit") { edges { excerpt node { jsonLd tags { name } } } } }`)
  const nested = await ask(`{ search(query: "nuit", first: 100) { nodes { similarArticles { id } } } }`)
  const empty = await ask(`{ search(query: "!") { nodes { id } } }`)

  assert.deepEqual([plain, nested, empty], [1, 2, 0])
})
