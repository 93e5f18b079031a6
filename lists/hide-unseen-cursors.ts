import { getNamedType, isObjectType, type GraphQLField, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql'
import type { Session } from '../access.ts'
import type { Context } from '../generated/keystone/types.ts'

type Resolve = GraphQLFieldResolver<unknown, Context<Session>, Record<string, unknown>>

/**
 * A cursor that names a row which the caller may not read is answered as one that names none: with nothing. Keystone
 * hands it to the database as it is, and a page that begins there tells that the row exists, and where it stands in any
 * order. Changes the schema it is given.
 */
export function hideUnseenCursors(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields()))
      if (field.resolve && takesCursor(field)) field.resolve = seenOnly(getNamedType(field.type).name, field.resolve)
  }
  return schema
}

const takesCursor = ({ type, args }: GraphQLField<unknown, unknown>) =>
  args.some(
    ({ name, type: taken }) => name === 'cursor' && `${getNamedType(type).name}WhereUniqueInput` === String(taken),
  )

const seenOnly =
  (list: string, resolve: Resolve): Resolve =>
  async (source, args, context, info) => {
    const { cursor } = args
    if (cursor && !(await listsOf(context)[list]?.findOne({ where: cursor }))) return []
    return resolve(source, args, context, info)
  }

// A cursor has passed the schema as its list's unique input.
const listsOf = ({ db }: Context<Session>) =>
  db as unknown as Record<string, { findOne: (args: object) => Promise<unknown> }>
