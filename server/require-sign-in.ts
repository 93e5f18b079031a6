import type { IncomingMessage } from 'node:http'
import type { KeystoneContext } from '@keystone-6/core/types'
import { personOf } from '../access.ts'
import { Refusal, type NewsroomError } from '../errors.ts'
import { assertOwnSite } from './assert-own-site.ts'
import { refusalFor } from './authoring-errors.ts'
import { authoringLimits } from './authoring-limits.ts'
import { isSignInRequest } from './is-sign-in-request.ts'
import { assertLength } from './limit-queries.ts'
import type { Logger } from './log.ts'
import { readJsonBody } from './read-json-body.ts'
import type { Middleware } from './security-headers.ts'
import { sendRefusal } from './send-refusal.ts'
import { assertFormSize, unpackUploads } from './unpack-uploads.ts'

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
      () => {
        admitted.add(request)
        return isUpload(request) ? unpackUploads(request, response, next) : next()
      },
      error => sendRefusal(request, response, refusalFor(log, error)),
    )
  })
  // Keystone unpacks uploads sent to any path, before it asks who sent them.
  app.use((request, response, next) => {
    if (!isUpload(request) || admitted.has(request)) return next()
    sendRefusal(
      request,
      response,
      new Refusal('NOT_FOUND', {
        en: `Nothing here takes files. Send them to ${path}.`,
        fr: `Aucun fichier n’est pris ici. Envoyez-les à ${path}.`,
      }),
    )
  })
}

async function assertMayAsk(
  request: IncomingMessage & { body?: unknown },
  signedIn: () => Promise<boolean>,
): Promise<void> {
  const isStranger = !(await signedIn())
  if (request.method !== 'POST' || isUpload(request)) {
    if (isStranger) throw notSignedIn()
    if (!isUpload(request)) return
    assertOwnSite(request)
    return assertFormSize(request)
  }
  assertOwnSite(request)
  // Keystone's own body parser leaves alone what has been read to its end.
  request.body = await readJsonBody(request, isStranger ? strangersBodyBytes : authoringLimits.bodyBytes)
  if (isStranger && !isSignInRequest(request.body)) throw notSignedIn()
  assertOneQuery(request.body)
}

function assertOneQuery(body: unknown): void {
  if (Array.isArray(body)) throw batched(body.length)
  if (typeof body !== 'object' || body === null || !('query' in body)) return
  if (typeof body.query === 'string') assertLength(body.query)
}

function batched(count: number): NewsroomError {
  const sentence = {
    en: `A request carries one query, and this one carries a list of ${count}. Send each by itself.`,
    fr: `Une demande porte une requête, et celle-ci en porte une liste de ${count}. Envoyez-les une à une.`,
  }
  return new Refusal('LIMIT_EXCEEDED', sentence, { limit: 'batch' })
}

const isUpload = (request: IncomingMessage) => /^\s*multipart\//i.test(request.headers['content-type'] ?? '')

function notSignedIn(): NewsroomError {
  return new Refusal('NOT_SIGNED_IN', {
    en: 'You are not signed in, or your session has ended. Sign in, then try again.',
    fr: 'Vous n’êtes pas connecté·e, ou votre session est finie. Connectez-vous, puis réessayez.',
  })
}
