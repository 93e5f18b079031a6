import type { IncomingMessage } from 'node:http'
import type { KeystoneContext } from '@keystone-6/core/types'
import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql'
import { Refusal } from '../errors.ts'
import type { TryLimiter } from './limit-tries.ts'
import { passwordLinkMutation } from './password-link.ts'

type SetPassword = GraphQLFieldResolver<unknown, KeystoneContext>

/** Counts tries with a link by their address, where the schema has such links: one a request, like a sign-in. */
export function limitPasswordLinks(
  schema: GraphQLSchema,
  limiter: TryLimiter,
  { addressOf }: { addressOf: (request: IncomingMessage | undefined) => string },
): void {
  const field = schema.getMutationType()?.getFields()[passwordLinkMutation]
  if (!field?.resolve) return
  const setPassword = field.resolve as SetPassword // the context is Keystone's, of which a schema knows nothing
  const tried = new WeakSet<IncomingMessage>()
  const limited: SetPassword = async (source, args, context, info) => {
    if (context.req && tried.has(context.req))
      throw new Refusal('LIMIT_EXCEEDED', {
        en: 'One request sets one password. Send the others by themselves.',
        fr: 'Une requête change un seul mot de passe. Envoyez les autres à part.',
      })
    if (context.req) tried.add(context.req)
    const address = addressOf(context.req)
    await limiter.countAddress(address)
    const result: unknown = await setPassword(source, args, context, info)
    await limiter.forgiveAddress(address)
    return result
  }
  field.resolve = limited
}
