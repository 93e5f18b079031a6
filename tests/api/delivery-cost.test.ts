import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import fc from 'fast-check'
import { buildSchema, parse } from 'graphql'

import { assertQueryCost, assertQueryLength, assertQueryShape } from '../../delivery/assert-query-limits.ts'
import { deliverySchema } from '../../delivery/schema.ts'
import { rootField } from '../generate-queries.ts'
import { startDelivery, type Delivery } from '../delivery-fixtures.ts'

let delivery: Delivery
before(async () => {
  delivery = await startDelivery()
  for (let tag = 0; tag < 6; tag++) await delivery.tag({ id: `t${tag}`, slug: `t${tag}` })
  for (let index = 0; index < 60; index++) {
    const near = (step: number) => `a${(index + step) % 60}`
    const tags = [`t${index % 6}`, `t${(index + 1) % 6}`]
    const sections = Array.from({ length: index % 9 }, () => ({}))
    const at = new Date(Date.UTC(2026, 0, 1, index)).toISOString()
    await delivery.publish({ id: `a${index}`, at, tags, sections, relatedArticles: [near(1), near(2), near(3)] })
  }
})
after(() => delivery.close())

const whole = `id headline sections { text image { url } } tags { name } corrections { note } jsonLd image { srcset }`

const statementsOf = (query: string) =>
  delivery.statements.during(async () => {
    const { status, body } = await delivery.ask(query)
    assert.equal(status, 200, body)
  })

test('a list with whole stories takes one statement, however long it is', async () => {
  for (const first of [1, 2, 20, 60, 100]) {
    assert.equal(await statementsOf(`{ articles(first: ${first}) { nodes { ${whole} } } }`), 1)
  }
})

test('each root field takes one statement when nothing is nested in it', async () => {
  const fields = [
    'article(slug: "a1") { id tags { name } jsonLd }',
    'articles(tag: "t1") { nodes { id } }',
    'tag(slug: "t1") { name }',
    'tags { nodes { name } }',
    'articleStatus(slug: "a1") { status }',
  ]

  for (const field of fields) assert.equal(await statementsOf(`{ ${field} }`), 1)
  assert.equal(await statementsOf(`{ ${fields.join(' ')} again: ${fields[0]} }`), 6)
})

test('each nested level adds one statement, whatever the lengths and however many fields are on it', async () => {
  const level = (below: string) =>
    `relatedArticles { id ${below} } similarArticles(first: 2) { id ${below} } tags { name articles(first: 2) { nodes { id ${below} } } }`
  const chain = (levels: number): string => (levels === 0 ? '' : `relatedArticles { id ${chain(levels - 1)} }`)

  for (const first of [1, 3, 20]) {
    for (const asOf of ['', ', asOf: "2026-02-01T00:00:00.000Z"']) {
      const list = (below: string) => `{ articles(first: ${first}${asOf}) { nodes { id ${below} } } }`
      assert.equal(await statementsOf(list(chain(1))), 2)
      assert.equal(await statementsOf(list(level(''))), 2)
      assert.equal(await statementsOf(list(chain(2))), 3)
    }
  }
  assert.equal(await statementsOf(`{ article(id: "a1") { ${chain(4)} } }`), 5)
  assert.equal(await statementsOf(`{ article(id: "a1") { ${level(level(''))} } }`), 3)
})

test('aliases with other arguments on one level share its statement', async () => {
  const pages = Array.from({ length: 8 }, (_, index) => `page${index}: articles(first: ${index + 1}) { nodes { id } }`)

  assert.equal(await statementsOf(`{ tags { nodes { name ${pages.join(' ')} } } }`), 2)
})

test('a query that is refused takes none', async () => {
  const refused = [
    '{ nope }',
    '{ articles(first: 101) { nodes { id } } }',
    'mutation { publish }',
    '{',
    '{ article { id } }',
    '{ articles(after: "forged") { nodes { id } } }',
  ]

  const statements = await delivery.statements.during(() => Promise.all(refused.map(query => delivery.ask(query))))

  assert.equal(statements, 0)
})

test('whatever the contract allows to be asked, a root field takes one statement, and one more for each nested level', async () => {
  const most = { statements: 0, levels: 0 }
  const query = fc.uniqueArray(rootField(), { minLength: 1, maxLength: 3, selector: ({ text }) => text })

  await fc.assert(
    fc.asyncProperty(query, async fields => {
      const text = `{ ${fields.map((field, index) => `root${index}: ${field.text}`).join(' ')} }`
      fc.pre(isWithinLimits(text))

      const statements = await statementsOf(text)

      assert.ok(statements <= fields.length + fields.reduce((sum, { levels }) => sum + levels, 0), text)
      most.statements = Math.max(most.statements, statements)
      most.levels = Math.max(most.levels, ...fields.map(({ levels }) => levels))
    }),
    { numRuns: 150 },
  )

  assert.ok(most.levels === 4 && most.statements >= 5, JSON.stringify(most))
})

const schema = buildSchema(deliverySchema)

function isWithinLimits(text: string): boolean {
  try {
    assertQueryLength(text)
    const document = parse(text, { maxTokens: 1_000 })
    assertQueryShape(document, schema)
    assertQueryCost(document, schema, {})
    return true
  } catch {
    return false
  }
}
