import fc from 'fast-check'
import {
  buildSchema,
  getNamedType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql'

import { deliverySchema } from '../delivery/schema.ts'

/** A field of a query, and how many nested lists of stories are on the longest way down through it. */
export type GeneratedField = { text: string; levels: number }

const schema = buildSchema(deliverySchema)
const mostLevels = 4

/** What an argument may be. One that is missing here is left out, so a required one has to be here. */
const values: Readonly<Record<string, fc.Arbitrary<string>>> = {
  slug: fc.constantFrom('"a1"', '"a7"', '"t1"', '"t2"', '"nowhere"'),
  first: fc
    .oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.integer({ min: 1, max: 100 }))
    .map(String),
  tag: fc.constantFrom('"t1"', '"t5"', '"nowhere"'),
  language: fc.constantFrom('"fr"', '"en"'),
  publishedAfter: fc.constant('"2026-01-01T12:00:00.000Z"'),
  publishedBefore: fc.constant('"2026-01-02T12:00:00.000Z"'),
  asOf: fc.constantFrom('"2026-01-02T00:00:00.000Z"', '"2026-02-01T00:00:00.000Z"'),
  kind: fc.constantFrom('"topic"', '"place"'),
  query: fc.constantFrom('"text"', '"headline"', '"text OR headline -nothing"', '"nothing"'),
  width: fc.constantFrom('320', '1000'),
  format: fc.constantFrom('JPEG', 'AVIF'),
  aspect: fc.constantFrom('SQUARE', 'SIXTEEN_BY_NINE'),
}

/** One root field of the delivery contract with anything below it that the schema allows. */
export const rootField = (): fc.Arbitrary<GeneratedField> =>
  fc
    .constantFrom(...fieldsOf(schema.getQueryType()))
    .chain(field => generateField(field, { parent: 'Query', levels: mostLevels, depth: 9 }))

type Room = { parent: string; levels: number; depth: number }

function generateField(field: GraphQLField<unknown, unknown>, room: Room): fc.Arbitrary<GeneratedField> {
  const type = getNamedType(field.type)
  const isLevel = isArticleLevel(room.parent, type.name)
  const below = isObjectType(type)
    ? generateSelections(type, { parent: type.name, levels: room.levels - (isLevel ? 1 : 0), depth: room.depth - 1 })
    : fc.constant({ text: '', levels: 0 })
  return fc.tuple(generateArguments(room.parent, field), below).map(([given, inside]) => ({
    text: `${field.name}${given}${inside.text}`,
    levels: inside.levels + (isLevel ? 1 : 0),
  }))
}

function generateSelections(type: GraphQLObjectType, room: Room): fc.Arbitrary<GeneratedField> {
  const possible = fieldsOf(type).filter(field => hasRoom(field, type, room))
  const some = fc.subarray(possible, { minLength: 1, maxLength: Math.min(3, possible.length) })
  const ways = possible.filter(field => ['Article', 'Tag', 'ArticleConnection'].includes(getNamedType(field.type).name))
  // Every second time it goes on down, or hardly a query would ever reach the bottom.
  const chosen =
    ways.length === 0
      ? some
      : fc
          .tuple(some, fc.option(fc.constantFrom(...ways), { freq: 2 }))
          .map(([fields, way]) => [...new Set(way ? [...fields, way] : fields)])
  return fc.tuple(chosen, fc.boolean()).chain(([fields, inFragment]) =>
    fc.tuple(...fields.map(field => generateField(field, room))).map(parts => {
      const text = parts.map(part => part.text).join(' ')
      return {
        text: inFragment ? ` { ... on ${type.name} { ${text} } }` : ` { ${text} }`,
        levels: Math.max(...parts.map(part => part.levels)),
      }
    }),
  )
}

function hasRoom(field: GraphQLField<unknown, unknown>, parent: GraphQLObjectType, { levels, depth }: Room): boolean {
  const type = getNamedType(field.type)
  if (!isObjectType(type)) return true
  // Connections and edges hold nothing but what leads on.
  if (/(Connection|Edge)$/.test(parent.name)) return true
  return depth > 1 && (levels > 0 || !isArticleLevel(parent.name, type.name))
}

const isArticleLevel = (parent: string, type: string) =>
  ['Article', 'Tag'].includes(parent) && ['Article', 'ArticleConnection'].includes(type)

function generateArguments(parent: string, field: GraphQLField<unknown, unknown>): fc.Arbitrary<string> {
  if (parent === 'Query' && field.name === 'article')
    return fc.constantFrom('(slug: "a1")', '(id: "a2")', '(id: "none")')
  const known = field.args.filter(({ name }) => values[name])
  return fc.tuple(...known.map(generateArgument)).map(given => {
    const present = given.filter(text => text !== null)
    return present.length === 0 ? '' : `(${present.join(', ')})`
  })
}

function generateArgument({ name, type }: GraphQLArgument): fc.Arbitrary<string | null> {
  const given = (values[name] ?? fc.constant('null')).map(value => `${name}: ${value}`)
  return String(type).endsWith('!') ? given : fc.option(given, { freq: 1 })
}

const fieldsOf = (type: GraphQLObjectType | null | undefined) => Object.values(type?.getFields() ?? {})
