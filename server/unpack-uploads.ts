import type { IncomingMessage, ServerResponse } from 'node:http'
import graphqlUploadExpress from 'graphql-upload/graphqlUploadExpress.js'
import { Refusal } from '../errors.ts'
import { mostUploads } from '../images/accept-upload.ts'
import { largestUploadBytes } from '../images/drain-upload.ts'
import { sendRefusal } from './send-refusal.ts'

/** Every file of a form at its largest, and what the form puts around them. */
export const largestFormBytes = mostUploads * largestUploadBytes + 2_000_000

/**
 * Refuses a form of files before a byte of it is kept: its files are written to the disk as they come, and Keystone's own
 * unpacking bounds the size of one, but neither their number nor the whole.
 */
export function assertFormSize({ headers }: IncomingMessage): void {
  const length = Number(headers['content-length'] ?? Number.NaN)
  if (length <= largestFormBytes) return
  const megabytes = Math.floor(largestFormBytes / 1_000_000)
  throw new Refusal(
    'LIMIT_EXCEEDED',
    Number.isNaN(length)
      ? {
          en: 'A form with files says beforehand how long it is. Send it with a Content-Length.',
          fr: 'Un formulaire avec des fichiers annonce sa longueur. Envoyez-le avec un Content-Length.',
        }
      : {
          en: `This form is larger than ${megabytes} MB. Send ${mostUploads} pictures at most in one.`,
          fr: `Ce formulaire dépasse ${megabytes} Mo. Envoyez ${mostUploads} photos au plus à la fois.`,
        },
    { limit: 'formBytes' },
  )
}

/** Makes of a form of files the GraphQL request that it stands for; what is none is refused in words. */
export function unpackUploads(request: UnpackedRequest, response: ServerResponse, next: () => void): void {
  unpack(request, response, error => {
    // Keystone's own middleware asks this way whether there is something to unpack, and it has been.
    request.is = () => false
    if (error) sendRefusal(request, response, refusalOf(error))
    else next()
  })
}

type UnpackedRequest = IncomingMessage & { is?: (type: string) => unknown }

// One byte more, so that it is our own sentence that refuses a larger file.
const unpack = graphqlUploadExpress({ maxFileSize: largestUploadBytes + 1, maxFiles: mostUploads })

function refusalOf(error: unknown): Refusal {
  // Its own words quote the sender's, whatever their length.
  if (error instanceof Error && / max file uploads exceeded/.test(error.message))
    return new Refusal('LIMIT_EXCEEDED', {
      en: `At most ${mostUploads} files are taken in one request. Send fewer at a time.`,
      fr: `${mostUploads} fichiers au plus sont pris par requête. Envoyez-en moins à la fois.`,
    })
  return new Refusal('INVALID_INPUT', {
    en: 'This form is no GraphQL request with files, or it broke off. Send “operations”, then “map”, then the files.',
    fr: 'Ce formulaire n’est pas une requête GraphQL avec des fichiers, ou s’est interrompu. Envoyez « operations », puis « map », puis les fichiers.',
  })
}
