import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildSchema, getIntrospectionQuery, parse, validate } from 'graphql'
import { authoringLimits, limitQueries } from '../../server/limit-queries.ts'

const schema = buildSchema(`
  type Query { articles: [Article!]! article: Article }
  type Article { id: ID tags: [Tag] author: Person }
  type Tag { id: ID articles: [Article] }
  type Person { id: ID names: [String] latest: Article }
`)
const limits = { depth: 6, lists: 2, aliases: 4, rootFields: 3 }

const refused = (query: string, most = limits) =>
  validate(schema, parse(query), [limitQueries(most)]).map(
    error => (error.originalError as { extensions?: { limit?: string } } | undefined)?.extensions?.limit,
  )

test('a query at its limits passes', () => {
  const query = '{ a: articles { b: tags { c: id } } d: article { author { latest { author { names } } } } }'

  assert.deepEqual(refused(query), [])
})

test('lists within lists are counted, and single things are not', () => {
  assert.deepEqual(refused('{ articles { tags { articles { id } } } }'), ['lists'])
  assert.deepEqual(refused('{ article { tags { articles { author { id } } } } }'), [])
})

test('depth, aliases and root fields are counted through fragments', () => {
  const deep =
    'query { article { ...A } } fragment A on Article { author { latest { ...B } } } fragment B on Article { author { latest { author { id } } } }'
  const renamed = '{ article { ...A } other: article { ...A } } fragment A on Article { a: id b: id }'
  const wide = '{ ...A ...A } fragment A on Query { article { id } articles { id } }'

  assert.deepEqual(refused(deep), ['depth'])
  assert.deepEqual(refused(renamed), ['aliases'])
  assert.deepEqual(refused(wide), ['rootFields'])
})

test('lists are counted through fragments without a type of their own', () => {
  assert.deepEqual(refused('{ articles { ... { tags { ... on Tag { articles { id } } } } } }'), ['lists'])
})

test('fragments that multiply are measured at once, and circles end', () => {
  const bomb = Array.from(
    { length: 60 },
    (_, i) =>
      `fragment F${i} on Article { a: author { latest { ...F${i + 1} } } b: author { latest { ...F${i + 1} } } }`,
  )
  const began = performance.now()

  const limitsHit = refused(`{ article { ...F0 } } ${bomb.join(' ')} fragment F60 on Article { id }`)
  const circle = refused('{ article { ...C } } fragment C on Article { author { latest { ...C } } }')

  assert.deepEqual(limitsHit, ['depth', 'aliases'])
  assert.deepEqual(circle, [])
  assert.ok(performance.now() - began < 1_000)
})

test('tools may ask for the whole schema', () => {
  assert.deepEqual(refused(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }), authoringLimits), [])
})
