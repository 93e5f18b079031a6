import { isListType, getNullableType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql'
import type { KeystoneContext } from '@keystone-6/core/types'
import { inTransaction, isInTransaction } from '../database/in-transaction.ts'
import { withUploads } from '../images/accept-upload.ts'
import { withRefusals } from '../refusals.ts'
import { isConflict } from './database-errors.ts'

type Args = Record<string, unknown>
type Resolve = GraphQLFieldResolver<unknown, KeystoneContext, Args>

/**
 * Puts every mutation but `except` in a transaction of its own: Keystone's are not atomic by themselves, and what a
 * hook refuses late would stay half-written. A mutation of many (`updateArticles`) runs its elements one after
 * another, each in its own transaction with its own result or error. One that PostgreSQL ended in favour of another is
 * made again. Changes the schema it is given.
 */
export function atomicMutations(schema: GraphQLSchema, { except }: { except: readonly string[] }): GraphQLSchema {
  const fields = schema.getMutationType()?.getFields() ?? {}
  const atomic = new Map<string, Resolve>()
  for (const [name, field] of Object.entries(fields)) {
    if (!except.includes(name) && field.resolve) atomic.set(name, atomicResolve(field.resolve as Resolve))
  }
  for (const [name, resolve] of atomic) {
    const field = fields[name]
    if (!field) continue
    field.resolve = isListType(getNullableType(field.type)) ? oneByOne(singularOf(name, atomic)) : resolve
  }
  return schema
}

const atomicResolve =
  (resolve: Resolve): Resolve =>
  async (source, args, context, info) => {
    const once = () => withRefusals(() => inTransaction(context, async tx => resolve(source, args, tx, info)))
    return withUploads(args, () => (isInTransaction(context) ? once() : againAfterConflict(once)))
  }

const triesAtMost = 3

/** Two stories that are linked to each other and given new slugs at once wait for one another; the second try finds both. */
async function againAfterConflict<Result>(once: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await once()
    } catch (error) {
      if (tries === triesAtMost || !isConflict(error)) throw error
    }
  }
}

const oneByOne =
  (resolve: Resolve): Resolve =>
  async (source, args, context, info) => {
    const results: unknown[] = []
    for (const element of elementsOf(args)) {
      // An error in a list is the result of that element alone.
      results.push(await Promise.resolve(resolve(source, element, context, info)).catch((error: unknown) => error))
    }
    return results
  }

/** `createTags(data: [{ … }])` is `createTag(data: { … })` many times; updates and actions carry whole arguments. */
function elementsOf(args: Args): Args[] {
  if (Array.isArray(args['where'])) return args['where'].map(where => ({ where }))
  const data = Array.isArray(args['data']) ? args['data'] : []
  return data.map(element => (isWholeArguments(element) ? element : { data: element }))
}

const isWholeArguments = (element: unknown): element is Args =>
  typeof element === 'object' && element !== null && 'where' in element

function singularOf(plural: string, atomic: Map<string, Resolve>): Resolve {
  const singular = atomic.get(plural.replace(/s$/, '')) ?? atomic.get(plural.replace(/ies$/, 'y'))
  if (!singular) throw new Error(`The mutation ${plural} has no singular form to run one by one.`)
  return singular
}
