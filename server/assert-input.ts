import {
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLInputType,
} from 'graphql'
import { NewsroomError } from '../errors.ts'
import { authoringLimits } from './authoring-limits.ts'

const { items, related, writes, values, conditions, filterDepth, filterCharacters, variableDepth } = authoringLimits

type Meter = { values: number; conditions: number; related: number; made: number; isFilter: boolean }

/** Refuses a value that is larger than an argument may be. What does not fit the type is GraphQL's to refuse. */
export function assertInput({ type }: GraphQLArgument, value: unknown): void {
  count({ values: 0, conditions: 0, related: 0, made: 0, isFilter: isFilter(type) }, value, type, 0)
}

/** Refuses variables that nest deeper than whoever walks them can follow. Looks at each level, and not by recursion. */
export function assertShallow(variables: object): void {
  let level: object[] = [variables]
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > variableDepth) throw tooMuch('variableDepth', `Variables nest at most ${variableDepth} levels deep`)
    level = level.flatMap(part => Object.values(part)).filter(part => typeof part === 'object' && part !== null)
  }
}

function count(meter: Meter, value: unknown, type: GraphQLInputType, depth: number): void {
  if (value === null || value === undefined) return
  meter.values += 1
  if (meter.values > values) throw tooMuch('values', `An argument has at most ${values} names and things inside`)
  const known = getNullableType(type)
  if (isListType(known)) return countItems(meter, Array.isArray(value) ? value : [value], known.ofType, depth)
  if (typeof value === 'string' && meter.isFilter && value.length > filterCharacters)
    throw tooMuch('filterCharacters', `A text in a filter has at most ${filterCharacters} characters`)
  if (!isInputObjectType(known) || typeof value !== 'object') return
  if (meter.isFilter && depth >= filterDepth)
    throw tooMuch('filterDepth', `A filter is at most ${filterDepth} levels deep`)
  const fields = known.getFields()
  const isRelation = known.name.includes('RelateTo')
  for (const [name, part] of Object.entries(value)) {
    if (isRelation) countRelated(meter, name, Array.isArray(part) ? part.length : 1)
    meter.conditions += 1
    if (meter.isFilter && meter.conditions > conditions)
      throw tooMuch('conditions', `A filter or order has at most ${conditions} names inside`)
    if (fields[name]) count(meter, part, fields[name].type, depth + 1)
  }
}

function countRelated(meter: Meter, how: string, number: number): void {
  meter[how === 'create' ? 'made' : 'related'] += number
  if (meter.made > writes) throw tooMuch('writes', `A mutation makes at most ${writes} things besides its own`)
  if (meter.related > related) throw tooMuch('related', `A mutation links to at most ${related} things`)
}

function countItems(meter: Meter, list: unknown[], type: GraphQLInputType, depth: number): void {
  if (list.length > items)
    throw tooMuch('items', `A list in an argument has at most ${items} things, and this one has ${list.length}`)
  for (const item of list) count(meter, item, type, depth)
}

/** Rows are looked for by it, and not written. */
function isFilter(type: GraphQLInputType): boolean {
  if (isListType(type) || isNonNullType(type)) return isFilter(type.ofType)
  return /(Where|WhereUnique|OrderBy)Input$/.test(type.name)
}

function tooMuch(limit: string, sentence: string): NewsroomError {
  const details = { limit, http: { status: 400, headers: new Map() } }
  return new NewsroomError('LIMIT_EXCEEDED', `${sentence}. Ask for less, or in several requests.`, details)
}
