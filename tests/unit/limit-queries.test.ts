import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { buildSchema, getIntrospectionQuery, getOperationAST, isObjectType, parse, validate } from 'graphql'
import { authoringLimits } from '../../server/authoring-limits.ts'
import { assertShape } from '../../server/limit-queries.ts'
import { measureQuery, type QuerySize } from '../../server/measure-query.ts'
import { pointsOfField, weighQuery } from '../../server/weigh-query.ts'

const root = path.resolve(import.meta.dirname, '../..')
const authoring = buildSchema(readFileSync(path.join(root, 'schema.graphql'), 'utf8'))

const small = buildSchema(`
  type Query { articles: [Article!]! article: Article }
  type Article { id: ID tags: [Tag] author: Person }
  type Tag { id: ID articles: [Article] }
  type Person { id: ID names: [String] latest: Article }
`)

const sizesOf = (query: string): QuerySize => measureQuery(parse(query), small)

/** The limit that stops a query; none when it may pass. */
function limitOf(query: string, variables: Record<string, unknown> = {}): unknown {
  try {
    const document = parse(query)
    assertShape(document, query, authoring)
    assert.deepEqual(validate(authoring, document), [])
    const operation = getOperationAST(document)
    assert.ok(operation)
    const points = weighQuery(operation, { document, schema: authoring, variables })
    return points > authoringLimits.points ? 'points' : undefined
  } catch (error) {
    if (!(error instanceof Error) || !('extensions' in error)) throw error
    return (error.extensions as { limit?: string }).limit
  }
}

const weightOf = (query: string, variables: Record<string, unknown> = {}) => {
  const document = parse(query)
  const operation = getOperationAST(document)
  assert.ok(operation)
  return weighQuery(operation, { document, schema: authoring, variables })
}

test('depth, lists, aliases and root fields are counted through fragments, with a type of their own or without', () => {
  const deep = `query { article { ...A } } fragment A on Article { author { latest { ...B } } }
    fragment B on Article { author { latest { author { id } } } }`
  const renamed = '{ article { ...A } other: article { ...A } } fragment A on Article { a: id b: id }'
  const wide = '{ ...A ...A } fragment A on Query { article { id } articles { id } }'
  const nested = '{ articles { ... { tags { ... on Tag { articles { id } } } } } }'

  assert.equal(sizesOf(deep).depth, 7)
  assert.equal(sizesOf(renamed).aliases, 5)
  assert.equal(sizesOf(wide).rootFields, 4)
  assert.equal(sizesOf(nested).lists, 3)
})

test('lists within lists are counted, and single things are not', () => {
  assert.equal(sizesOf('{ articles { tags { articles { id } } } }').lists, 3)
  assert.equal(sizesOf('{ article { tags { articles { author { id } } } } }').lists, 2)
  assert.equal(sizesOf('{ article { author { names } } }').lists, 0)
})

test('what validation would compare each with each is counted once, where it stands', () => {
  const repeated = '{ article { id id ... { id } ... on Article { id author { id id } } } }'
  const spread = '{ article { ...A ...A ...A } } fragment A on Article { ...B ...B } fragment B on Article { id id }'

  assert.deepEqual([sizesOf(repeated).repeats, sizesOf(spread).repeats], [4, 1])
  assert.equal(sizesOf(spread).spreads, 5)
  assert.equal(sizesOf('{ article { nope neither author { nor } } }').unknownFields, 3)
})

test('fragments that multiply are measured once each, and circles end', () => {
  const half = (next: number) => `author { latest { ...F${next} } }`
  const bomb = Array.from({ length: 60 }, (_, i) => `fragment F${i} on Article { a: ${half(i + 1)} b: ${half(i + 1)} }`)

  const size = sizesOf(`{ article { ...F0 } } ${bomb.join(' ')} fragment F60 on Article { id }`)
  const circle = sizesOf('{ article { ...C } } fragment C on Article { author { latest { ...C } } }')

  assert.ok(size.aliases > 2 ** 60)
  assert.equal(size.depth, 122)
  assert.ok(circle.depth < 10)
})

test('a list weighs as many rows as it asks for, or as is reckoned, and each statement for one of them weighs ten', () => {
  assert.equal(weightOf('{ tags(take: 20) { name } }'), 10 + 20)
  assert.equal(weightOf('query ($n: Int = 20) { tags(take: $n) { name } }'), 10 + 20)
  assert.equal(weightOf('query ($n: Int = 20) { tags(take: $n) { name } }', { n: -7 }), 10 + 7)
  assert.equal(weightOf('{ tags { name } }'), 10 + 50)
  assert.equal(weightOf('{ releases(take: 20) { articlesCount } }'), 10 + 20 * (10 + 1))
  assert.equal(weightOf('{ releases(take: 20) { articles { id } } }'), 10 + 20 + 20 * (10 + 10))
  assert.equal(
    weightOf('{ releases(take: 20) { ...R } } fragment R on Release { articles(take: 5) { id } }'),
    30 + 20 * 15,
  )
  assert.equal(weightOf('{ articles(take: 3) { author { name } } }'), 10 + 3 + 3)
})

test('fields that cost more than a row are fields of the schema', () => {
  for (const name of Object.keys(pointsOfField)) {
    const [type, field] = name.split('.')
    const known = authoring.getType(type ?? '')
    assert.ok(isObjectType(known) && known.getFields()[field ?? ''], name)
  }
})

test('what an argument asks for is refused by the limit that it breaks, in the text or in a variable', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `id${index}`)
  const inIds = 'query ($in: [ID!]) { articles(where: { id: { in: $in } }, take: 1) { id } }'
  const where = 'query ($where: ArticleWhereInput!) { articles(where: $where, take: 1) { id } }'
  const nested = (depth: number): object => (depth === 0 ? { id: { equals: 'a' } } : { NOT: [nested(depth - 1)] })
  const create = 'mutation ($data: [ArticleCreateInput!]!) { createArticles(data: $data) { id } }'
  const stories = (count: number) => Array.from({ length: count }, () => ({ headline: 'A' }))

  assert.equal(limitOf('{ articles(take: 1001) { id } }'), 'take')
  assert.equal(limitOf('{ articles(take: -1001) { id } }'), 'take')
  assert.equal(limitOf('query ($n: Int) { articles(take: $n) { id } }', { n: 2_147_483_647 }), 'take')
  assert.equal(limitOf('{ articles(take: 1, skip: -1) { id } }'), 'skip')
  assert.equal(limitOf('{ articles(take: 1, skip: 100001) { id } }'), 'skip')
  assert.equal(limitOf(inIds, { in: ids(501) }), 'items')
  assert.equal(limitOf(inIds, { in: ids(500) }), undefined)
  assert.equal(limitOf(`{ articles(where: { id: { in: ${JSON.stringify(ids(501))} } }, take: 1) { id } }`), 'items')
  assert.equal(limitOf(where, { where: nested(12) }), 'filterDepth')
  assert.equal(limitOf(where, { where: nested(6) }), undefined)
  assert.equal(limitOf(where, { where: { OR: Array.from({ length: 34 }, () => nested(0)) } }), undefined)
  assert.equal(limitOf(where, { where: { OR: Array.from({ length: 51 }, () => nested(0)) } }), 'conditions')
  assert.equal(limitOf(where, { where: { headline: { contains: 'x'.repeat(1_001) } } }), 'filterCharacters')
  const literal = 'query ($q: String) { articles(where: { headline: { contains: $q } }, take: 1) { id } }'
  assert.equal(limitOf(literal, { q: 'x'.repeat(1_001) }), 'filterCharacters')
  assert.equal(limitOf(create, { data: stories(101) }), 'writes')
  assert.equal(limitOf(create, { data: stories(100) }), undefined)
  const linked = (tags: number) => ({
    headline: 'A',
    tags: { connect: Array.from({ length: tags }, () => ({ id: 'a' })) },
  })
  assert.equal(limitOf(create, { data: Array.from({ length: 10 }, () => linked(100)) }), undefined)
  assert.equal(limitOf(create, { data: Array.from({ length: 11 }, () => linked(100)) }), 'related')
  const within = (depth: number): object => ({ ...(depth > 0 && { relatedArticles: { create: [within(depth - 1)] } }) })
  assert.equal(limitOf(create, { data: Array.from({ length: 10 }, () => within(11)) }), 'writes')
  const sections = Array.from({ length: 200 }, () => ({ heading: 'A', imageCaption: 'B' }))
  assert.equal(limitOf(create, { data: Array.from({ length: 90 }, () => ({ sections })) }), 'values')
})

test('tools may ask for the whole schema, once', () => {
  const introspection = getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true })
  const twice = introspection.replace('__schema {', 'again: __schema { types { ...FullType } } __schema {')

  assert.equal(limitOf(introspection), undefined)
  assert.equal(limitOf(twice), 'points')
})

test('every query that the admin’s own files hold stays within half of each limit', () => {
  const queries = queriesOfAdmin()
  const near = queries.filter(query => {
    return Object.entries(measureQuery(parse(query), authoring)).some(
      ([name, asked]) => asked > Math.ceil(authoringLimits[name as keyof QuerySize] / 2) && asked > 3,
    )
  })

  assert.ok(queries.length > 30)
  assert.deepEqual(queries.map(query => limitOf(query)).filter(Boolean), [])
  assert.deepEqual(near, [])
})

test('the contract names each limit, and the number that the program holds', () => {
  const page = readFileSync(path.join(root, 'docs/contracts/guards.md'), 'utf8')

  const rows = [...page.matchAll(/^\| `(\w+)` +\| +([\d,]+) \|/gm)]

  const told = Object.fromEntries(rows.map(([, name = '', number = '']) => [name, Number(number.replaceAll(',', ''))]))
  assert.deepEqual(told, { ...authoringLimits })
})

/** Those written out in full; what Keystone composes from the lists is asked in `tests/api/authoring-limits.test.ts`. */
function queriesOfAdmin(): string[] {
  const files = readdirSync(path.join(root, 'admin'), { recursive: true, encoding: 'utf8' })
  const sources = files
    .filter(file => /\.tsx?$/.test(file))
    .map(file => readFileSync(path.join(root, 'admin', file), 'utf8'))
  return sources.flatMap(source =>
    [...source.matchAll(/gql`([^`$]*(?:\$(?!\{)[^`$]*)*)`/g)].map(([, query = '']) => query),
  )
}
