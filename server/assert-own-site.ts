import type { IncomingMessage } from 'node:http'
import { Refusal } from '../errors.ts'

/**
 * Refuses what another site can make a browser send, cookies and all, without asking us first: a body that is not called
 * JSON, and a form of files without a header of ours. For both a browser asks, and is given no permission.
 */
export function assertOwnSite({ headers }: IncomingMessage): void {
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (/^application\/([\w.+-]+\+)?json$/.test(type)) return
  if (type.startsWith('multipart/')) return assertHeader(headers['apollo-require-preflight'])
  throw new Refusal('INVALID_INPUT', {
    en: 'The body is not called JSON. Send it with the header Content-Type: application/json.',
    fr: 'Le corps de la requête ne s’annonce pas comme du JSON. Envoyez-le avec l’en-tête Content-Type: application/json.',
  })
}

function assertHeader(value: string | string[] | undefined): void {
  if (value?.length) return
  throw new Refusal('INVALID_INPUT', {
    en: 'A form with files needs the header Apollo-Require-Preflight: true, which no other site may send. Add it.',
    fr: 'Un formulaire avec des fichiers porte l’en-tête Apollo-Require-Preflight: true, qu’aucun autre site n’envoie. Ajoutez-le.',
  })
}
