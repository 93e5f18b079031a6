import { gWithContext } from '@keystone-6/core'
import type { Session } from '../access.ts'
import type { Context } from '../generated/keystone/types.ts'

/** Keystone's `g`, whose resolvers are given our context. */
export const g = gWithContext<Context<Session>>()
