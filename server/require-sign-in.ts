import type { IncomingMessage } from 'node:http'
import type { KeystoneContext } from '@keystone-6/core/types'
import { personOf } from '../access.ts'
import { NewsroomError } from '../errors.ts'
import { refusalFor } from './authoring-errors.ts'
import { isSignInRequest } from './is-sign-in-request.ts'
import { authoringLimits } from './limit-queries.ts'
import type { Logger } from './log.ts'
import { readJsonBody } from './read-json-body.ts'
import type { Middleware } from './security-headers.ts'
import { sendRefusal } from './send-refusal.ts'

/** A sign-in fits in this many times over. */
const strangersBodyBytes = 16_384

type ExpressApp = { use: ((path: string, handler: Middleware) => unknown) & ((handler: Middleware) => unknown) }

/**
 * Stands before the authoring API: strangers may sign in and out, and are told NOT_SIGNED_IN for anything else before a
 * parser, the schema or an upload is touched. Bodies are read here, within their limit. For `extendExpressApp`.
 */
export function requireSignIn(
  app: ExpressApp,
  context: KeystoneContext,
  { path, log }: { path: string; log: Logger },
): void {
  const admitted = new WeakSet<IncomingMessage>()
  // Mounted as Keystone mounts the API itself, so that every spelling of the path which reaches it passes here.
  app.use(path, (request, response, next) => {
    const signedIn = async () => personOf((await context.withRequest(request, response)).session) !== null
    assertMayAsk(request, signedIn).then(
      () => next(void admitted.add(request)),
      error => sendRefusal(request, response, refusalFor(log, error)),
    )
  })
  // Keystone unpacks uploads sent to any path, before it asks who sent them.
  app.use((request, response, next) => {
    if (!isUpload(request) || admitted.has(request)) return next()
    sendRefusal(request, response, new NewsroomError('NOT_FOUND', `Nothing here takes files. Send them to ${path}.`))
  })
}

async function assertMayAsk(
  request: IncomingMessage & { body?: unknown },
  signedIn: () => Promise<boolean>,
): Promise<void> {
  const isStranger = !(await signedIn())
  if (request.method !== 'POST' || isUpload(request)) {
    if (isStranger) throw notSignedIn()
    return
  }
  // Keystone's own body parser leaves alone what has been read to its end.
  request.body = await readJsonBody(request, isStranger ? strangersBodyBytes : authoringLimits.bodyBytes)
  if (isStranger && !isSignInRequest(request.body)) throw notSignedIn()
}

const isUpload = (request: IncomingMessage) => /^\s*multipart\//i.test(request.headers['content-type'] ?? '')

function notSignedIn(): NewsroomError {
  return new NewsroomError(
    'NOT_SIGNED_IN',
    'You are not signed in, or your session has ended. Sign in, then try again.',
  )
}
