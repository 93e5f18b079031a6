import { GraphQLError, Kind, type ASTVisitor, type OperationTypeNode, type ValidationContext } from 'graphql'
import { NewsroomError } from '../errors.ts'
import { measureQuery, type QuerySize } from './measure-query.ts'

/**
 * What one request to the authoring API may ask for. `lists` counts lists within lists, which multiply: three reach the
 * tags of the stories of a tag. The admin UI's largest own query needs a depth of 7 and three lists.
 */
export const authoringLimits = {
  depth: 16,
  lists: 3,
  aliases: 50,
  rootFields: 30,
  tokens: 4_000,
  bodyBytes: 2_000_000,
} as const

const words = {
  depth: 'levels deep',
  lists: 'lists within lists',
  aliases: 'aliases',
  rootFields: 'fields at its root',
} as const satisfies Record<keyof QuerySize, string>

/** A validation rule that refuses operations larger than the limits, naming the limit. */
export function limitQueries(limits: QuerySize): (context: ValidationContext) => ASTVisitor {
  return context => ({
    [Kind.OPERATION_DEFINITION](operation) {
      const schema = context.getSchema()
      const root = schema.getRootType(operation.operation as OperationTypeNode)
      const size = measureQuery(operation, { root, schema, fragment: name => context.getFragment(name) })
      for (const limit of Object.keys(words) as (keyof QuerySize)[]) {
        if (size[limit] > limits[limit]) context.reportError(tooLarge(limit, size[limit], limits[limit]))
      }
      return false
    },
  })
}

function tooLarge(limit: keyof QuerySize, asked: number, most: number): GraphQLError {
  const sentence = `The query has ${asked} ${words[limit]}, and at most ${most} are answered. Ask for less, or in parts.`
  const originalError = new NewsroomError('LIMIT_EXCEEDED', sentence, { limit, most })
  return new GraphQLError(sentence, { originalError })
}
