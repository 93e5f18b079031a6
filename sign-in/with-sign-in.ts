import { createAuth } from '@keystone-6/auth'
import type { BaseKeystoneTypeInfo, KeystoneConfig } from '@keystone-6/core/types'
import { limitSignIn, type SignInLimits } from './limit-sign-in.ts'
import { signInPage } from './sign-in-page.ts'
import { storedSessions, type SessionSettings } from './stored-sessions.ts'

export type SignInSettings = SessionSettings & Omit<SignInLimits, 'addressOf'>

/** Adds Keystone's sign-in page and mutations to a configuration, over our sessions and with our limits on tries. */
export function withSignIn<TypeInfo extends BaseKeystoneTypeInfo>(
  config: KeystoneConfig<TypeInfo>,
  settings: SignInSettings,
): KeystoneConfig<TypeInfo> {
  const { withAuth } = createAuth({ listKey: 'User', identityField: 'email', secretField: 'password' })
  const session = storedSessions(settings)
  const extend = config.graphql.extendGraphqlSchema ?? (schema => schema)
  const graphql: KeystoneConfig<TypeInfo>['graphql'] = {
    ...config.graphql,
    extendGraphqlSchema: schema => limitSignIn(extend(schema), settings),
  }
  const signedIn = withAuth({ ...config, graphql, session })
  // auth sends strangers to its page without a note of what they asked for.
  const ui: KeystoneConfig<TypeInfo>['ui'] = {
    ...signedIn.ui,
    pageMiddleware: async ({ context, wasAccessAllowed }) =>
      wasAccessAllowed ? undefined : { kind: 'redirect', to: signInPage(context.req) },
  }
  // auth wraps the strategy to read the user at every request; ours has read it together with the session.
  return { ...signedIn, ui, session }
}
