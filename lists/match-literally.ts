import { isObjectType, type GraphQLSchema } from 'graphql'

const likenesses = ['contains', 'startsWith', 'endsWith']

/**
 * Filters by likeness look for what was typed: Prisma hands `%`, `_` and `\` to PostgreSQL as parts of a pattern, where
 * the first two stand for anything, and a pattern that ends in the third is an error. Changes the schema it is given.
 */
export function matchLiterally(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const { resolve, args } = field
      if (!resolve || !args.some(({ name, type: taken }) => name === 'where' && /WhereInput!?$/.test(String(taken))))
        continue
      field.resolve = (source, given, context, info) =>
        resolve(source, { ...given, where: literally(given.where) }, context, info)
    }
  }
  return schema
}

/** A copy: values of variables are shared by every field that uses them. */
function literally(where: unknown): unknown {
  if (Array.isArray(where)) return where.map(literally)
  if (typeof where !== 'object' || where === null || where instanceof Date) return where
  return Object.fromEntries(
    Object.entries(where).map(([name, value]) => [
      name,
      likenesses.includes(name) && typeof value === 'string' ? escaped(value) : literally(value),
    ]),
  )
}

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&')
