import type { FastifyReply, FastifyRequest } from 'fastify'
import { NewsroomError, Refusal, type Sentence } from '../errors.ts'
import { renderRefusalPage, type Page } from './render-page.tsx'

/** On whatever this room answers: kept by no cache, found by no search engine, told to no other site. */
export const secret = {
  'cache-control': 'private, no-store',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  vary: 'Cookie, Accept-Language',
} as const

type Framing = "'self'" | "'none'"

/** Sends a page on which nothing runs and to which nothing of another host belongs. */
export function sendPage(
  reply: FastifyReply,
  { html, styleHash }: Page,
  { status = 200, frames }: { status?: number; frames: Framing },
): FastifyReply {
  const policy = [
    "default-src 'none'",
    "img-src 'self'",
    `style-src '${styleHash}'`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frames}`,
  ]
  return reply
    .code(status)
    .headers({
      ...secret,
      'content-security-policy': policy.join('; '),
      'x-frame-options': frames === "'self'" ? 'SAMEORIGIN' : 'DENY',
    })
    .type('text/html; charset=utf-8')
    .send(html)
}

/** One answer for a link that is made up, too old or revoked, and for what else is not there. */
export const nothingHere = () =>
  new Refusal('NOT_FOUND', {
    en: 'There is nothing at this address, or not any more. Ask whoever gave it to you.',
    fr: 'Il n’y a rien à cette adresse, ou il n’y a plus rien. Demandez à la personne qui vous l’a donnée.',
  })

/** What cannot be shown, in words and in both languages; of a fault of ours no more than that. */
export function answerRefusal(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = error instanceof NewsroomError && error.status < 500 ? error : null
  const status = refusal?.status ?? statusOf(error)
  const { retryAfterSeconds } = refusal?.extensions ?? {}
  if (typeof retryAfterSeconds === 'number') reply.header('retry-after', String(retryAfterSeconds))
  const { en, fr } = refusal?.sentence ?? (status < 500 ? nothingHere().sentence : brokenNow)
  const page = renderRefusalPage({
    title: 'Aperçu · Preview',
    sentences: [
      { language: 'fr', text: fr },
      { language: 'en', text: en },
    ],
  })
  return sendPage(reply, page, { status, frames: "'none'" })
}

const brokenNow: Sentence = {
  en: 'This preview cannot be shown now. Try again later.',
  fr: 'Cet aperçu ne peut pas être montré pour l’instant. Réessayez plus tard.',
}

/** Fastify's own refusals (an address that is not one) say what they are. */
function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500
  return typeof status === 'number' && status >= 400 && status < 500 ? 404 : 500
}
