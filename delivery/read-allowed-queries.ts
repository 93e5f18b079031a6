import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { buildSchema, GraphQLError, Kind, parse, validate, type DocumentNode } from 'graphql'

import { NewsroomError } from '../errors.ts'
import { assertQueryLength, assertQueryShape } from './assert-query-limits.ts'
import { sha256 } from './find-query.ts'
import { queryLimits } from './query-limits.ts'
import { deliverySchema } from './schema.ts'

type Named = { name: string; text: string }

/**
 * Reads the list of queries that alone are answered: a folder of `.graphql` files with one query each, a JSON object of
 * names (mostly hashes) and texts, or a manifest of Apollo's. Gives each text by its SHA-256, and by its name where the
 * list has one. Throws SETTING_REFUSED, naming the first query that could never be answered.
 */
export function readAllowedQueries(place: string): ReadonlyMap<string, string> {
  const isFolder = statSync(place).isDirectory()
  const queries = isFolder ? readFolder(place) : readList(place)
  if (queries.length === 0) refuse(place, 'holds no query', 'Add a .graphql file, or leave the setting out.')
  for (const query of queries) assertAnswerable(place, query)
  const names = isFolder ? [] : queries.map(({ name, text }) => [name, text] as const)
  return new Map([...names, ...queries.map(({ text }) => [sha256(text), text] as const)])
}

function readFolder(folder: string): Named[] {
  const names = readdirSync(folder).filter(name => name.endsWith('.graphql'))
  return names.map(name => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }))
}

function readList(file: string): Named[] {
  const list = parseList(file)
  const operations = 'operations' in list && Array.isArray(list.operations) ? list.operations : undefined
  const entries: [unknown, unknown][] = operations?.map(({ id, body }) => [id, body]) ?? Object.entries(list)
  return entries.map(([name, text]) => {
    if (typeof name === 'string' && typeof text === 'string') return { name, text }
    return refuse(
      file,
      'is not a list of queries',
      'Write { "HASH": "query { … }" }, or name a folder of .graphql files.',
    )
  })
}

function parseList(file: string): object {
  try {
    const list: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof list === 'object' && list !== null) return list
  } catch {
    // Not JSON: refused below, like JSON of another kind.
  }
  return refuse(file, 'is not a JSON object', 'Write { "HASH": "query { … }" }, or name a folder of .graphql files.')
}

const schema = buildSchema(deliverySchema)

function assertAnswerable(place: string, { name, text }: Named): void {
  try {
    assertQueryLength(text)
    const document = parse(text, { maxTokens: queryLimits.tokens })
    assertQueryShape(document, schema)
    const [wrong] = validate(schema, document)
    if (wrong) throw wrong
    assertIsQuery(document)
  } catch (error) {
    if (!(error instanceof GraphQLError || error instanceof NewsroomError)) throw error
    refuse(place, `holds “${name}”, which can never be answered (${error.message})`, 'Correct it, or take it out.')
  }
}

/** Validation lets a mutation pass that the schema has no type for; only its execution would fail. */
function assertIsQuery({ definitions }: DocumentNode): void {
  const operations = definitions.filter(node => node.kind === Kind.OPERATION_DEFINITION)
  if (operations.length > 0 && operations.every(({ operation }) => operation === 'query')) return
  throw new NewsroomError('INVALID_INPUT', 'It holds another operation than queries, or none at all.')
}

function refuse(place: string, wrong: string, advice: string): never {
  throw new NewsroomError('SETTING_REFUSED', `ALLOWED_QUERIES is “${place}”, which ${wrong}. ${advice}`)
}
