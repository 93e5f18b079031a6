import {
  getNamedType,
  isObjectType,
  Kind,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql'
import { NewsroomError } from '../errors.ts'
import { authoringLimits } from './authoring-limits.ts'
import { pointsOfField } from './weigh-query.ts'

type Args = Record<string, unknown>
type Resolve = GraphQLFieldResolver<unknown, unknown, Args>

/**
 * Gives every list of rows an end where the query names none: no more are read than `take` may ask for, fewer inside of
 * another list, and all of a request's together no more than it may weigh: what `weighQuery` could only reckon is counted
 * here. A longer list is refused, never cut: nobody takes a part for the whole. Changes the schema it is given.
 */
export function boundLists(schema: GraphQLSchema): GraphQLSchema {
  // What our own code reads without a person's rights is bounded by that code.
  if (schema.extensions['scope'] === 'internal') return schema
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    for (const field of Object.values(type.getFields())) {
      const isListOfRows = field.args.some(({ name }) => name === 'take')
      if (isListOfRows && field.resolve) field.resolve = bounded(field.resolve as Resolve) as typeof field.resolve
    }
  }
  return schema
}

const bounded =
  (resolve: Resolve): Resolve =>
  async (source, args, context, info) => {
    if (typeof args['take'] === 'number') return resolve(source, args, context, info)
    const most = isInList(info.path) ? authoringLimits.nestedTake : authoringLimits.take
    const rows: unknown = await resolve(source, { ...args, take: most + 1 }, context, info)
    if (!Array.isArray(rows)) return rows
    if (rows.length > most) throw tooMany(info.fieldName, most)
    countPoints(context, 10 + rows.length * (1 + pointsOfRow(info)))
    return rows
  }

/** What the lists of a request took so far, in the points of `weighQuery`. */
const taken = new WeakMap<object, number>()

function countPoints(context: unknown, points: number): void {
  if (typeof context !== 'object' || context === null) return
  const sum = (taken.get(context) ?? 0) + points
  taken.set(context, sum)
  if (sum <= authoringLimits.points) return
  const sentence = `The lists of this query hold too much together: more than ${authoringLimits.points} points. Ask with “take”, and for the next ones with “skip” or “cursor”.`
  throw new NewsroomError('LIMIT_EXCEEDED', sentence, { limit: 'points' })
}

/** What a row of this list costs beyond itself: its fields that take statements of their own. Lists count by themselves. */
function pointsOfRow({ fieldNodes, fragments, returnType }: GraphQLResolveInfo): number {
  const { name } = getNamedType(returnType)
  return fieldNodes.reduce((sum, { selectionSet }) => sum + pointsOf(selectionSet), 0)

  function pointsOf(selected: SelectionSetNode | undefined): number {
    const points = (selected?.selections ?? []).map(node => {
      if (node.kind === Kind.FIELD) return pointsOfField[`${name}.${node.name.value}`] ?? 0
      if (node.kind === Kind.INLINE_FRAGMENT) return pointsOf(node.selectionSet)
      return pointsOf(fragments[node.name.value]?.selectionSet)
    })
    return points.reduce((sum, each) => sum + each, 0)
  }
}

/** A path holds a number for each list that it passes. */
const isInList = ({ key, prev }: GraphQLResolveInfo['path']): boolean =>
  typeof key === 'number' || (prev !== undefined && isInList(prev))

function tooMany(field: string, most: number): NewsroomError {
  const sentence = `“${field}” holds more than ${most} here, and a list without “take” brings at most ${most}. Ask with “take”, and for the next ones with “skip” or “cursor”.`
  return new NewsroomError('LIMIT_EXCEEDED', sentence, { limit: most === authoringLimits.take ? 'take' : 'nestedTake' })
}
