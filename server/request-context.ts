import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { NewsroomError } from '../errors.ts'

/** What is known of the request that is being answered, wherever in the program somebody asks. */
export type RequestContext = {
  readonly requestId: string
  /** Where the request came from; see clientAddress. */
  readonly address: string
  /** The id of whoever is signed in, once the session was read. */
  actor?: string
  /** The id of the token that their program has shown. */
  apiToken?: string
  /** What to say of the first statement that failed for want of the database, whatever was made of its failure since. */
  outage?: NewsroomError
}

// On globalThis: when `keystone dev` loads the configuration anew, the doors and the new copy must share it.
const key = Symbol.for('bouclage.request')
const shared = globalThis as { [key]?: AsyncLocalStorage<RequestContext> }
const storage = (shared[key] ??= new AsyncLocalStorage<RequestContext>())

/** The request that is being answered; undefined outside of one (a command, a job). */
export const requestContext = (): RequestContext | undefined => storage.getStore()

export const runInRequest = <Result>(context: RequestContext, run: () => Result): Result => storage.run(context, run)

/** Remembers who is asking, for logs and audit. */
export function noteActor(userId: string, apiToken?: string): void {
  const context = storage.getStore()
  if (context) Object.assign(context, { actor: userId, apiToken })
}

/** A caller's own id is kept when it is plain and short, so that traces join up; anything else gets a new one. */
export function requestIdFrom(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[A-Za-z0-9._-]{8,64}$/.test(header) ? header : randomUUID()
}
