import type { GraphQLFieldResolver, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { beginPart, isTracing, operationFacts, type Part } from '../tracing.ts'

type Resolved = { operation?: OperationDefinitionNode; operationName: string | null; contextValue: object }

/** By the context that Apollo hands to the resolvers of one operation. */
const underWay = new WeakMap<object, Part>()

/** A span an operation of the authoring API. For Apollo's `plugins`; see `traceRootFields` for what belongs to it. */
export const traceOperations = {
  requestDidStart: async () => ({
    async didResolveOperation({ operation, operationName, contextValue }: Resolved) {
      if (!isTracing() || !operation) return
      const type = operation.operation
      underWay.set(contextValue, beginPart({ name: `graphql ${type}`, facts: operationFacts(type, operationName) }))
    },
    async willSendResponse({ contextValue }: { contextValue: object }) {
      underWay.get(contextValue)?.span.end()
    },
  }),
}

/** Lets what a query's or mutation's own fields do belong to its operation. Changes the schema that it is given. */
export function traceRootFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      if (field.resolve) field.resolve = withinOperation(field.resolve)
    }
  }
  return schema
}

type Resolve = GraphQLFieldResolver<unknown, object>

const withinOperation =
  (resolve: Resolve): Resolve =>
  (source, args, context, info) => {
    const part = underWay.get(context)
    return part ? part.run(() => resolve(source, args, context, info)) : resolve(source, args, context, info)
  }
