import { createHash } from 'node:crypto'

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import type { NewsroomError } from '../errors.ts'
import {
  contentTypes,
  parseRenditionFile,
  parseRenditionQuery,
  renditionFile,
  renditionWidth,
  type AskedRendition,
} from '../images/picture-address.ts'
import { canonicalCrop, cropBox } from '../images/crop-picture.ts'
import { isPictureKey, originalKey, type PictureStorage } from '../images/picture-storage.ts'
import { recogniseFormat, uploadContentTypes } from '../images/recognise-format.ts'
import { renderRendition } from '../images/render-rendition.ts'
import type { PictureSize } from '../images/size-rendition.ts'
import { answerInWords, noSuchPicture, PictureGone, safeHeaders } from './picture-refusals.ts'

export type PictureRoutesOptions = {
  storage: PictureStorage
  findPublicPicture(key: string): Promise<PictureSize | 'killed' | null>
  /** The picture's size when whoever asks is signed in and may see it, published or not; null for strangers. */
  mayReadPrivately?(request: FastifyRequest, key: string): Promise<PictureSize | null>
}

/**
 * `GET` and `HEAD` of `/images/<key>/<width>.<ext>`, of `/images/<key>?width=&format=`, which leads there, and of
 * `/images/<key>/original` for people signed in. Strangers get renditions only, and only of pictures that a publication
 * uses or used; 410 for those that were killed.
 */
export async function pictureRoutes(app: FastifyInstance, options: PictureRoutesOptions): Promise<void> {
  app.get<{ Params: { key: string }; Querystring: Record<string, unknown> }>(
    '/images/:key',
    { errorHandler: answerInWords },
    (request, reply) => serveRendition(options, request, reply, null, () => parseRenditionQuery(request.query)),
  )
  app.get<{ Params: { key: string; file: string } }>(
    '/images/:key/:file',
    { errorHandler: answerInWords },
    (request, reply) =>
      request.params.file === 'original'
        ? serveOriginal(options, request, reply)
        : serveRendition(options, request, reply, request.params.file, () => parseRenditionFile(request.params.file)),
  )
}

type PictureRequest = FastifyRequest<{ Params: { key: string } }>

async function serveRendition(
  options: PictureRoutesOptions,
  request: PictureRequest,
  reply: FastifyReply,
  file: string | null,
  readAddress: () => AskedRendition,
): Promise<FastifyReply> {
  const { key } = request.params
  const asked = readAddress()
  const { isPublic, ...original } = await findPicture(options, request)
  const crop = asked.crop && canonicalCrop(original, asked.crop)
  const width = renditionWidth(asked.width, crop ? cropBox(original, crop).width : original.width)
  const canonical = renditionFile(width, asked.format, crop)
  if (file !== canonical) return redirect(reply, `/images/${key}/${canonical}`, isPublic)
  const bytes = await renderRendition(options.storage, { key, width, format: asked.format, crop })
  if (!bytes) throw bytesMissing(request)
  return sendPicture(request, reply, { bytes, contentType: contentTypes[asked.format], isPublic })
}

async function serveOriginal(
  { storage, mayReadPrivately }: PictureRoutesOptions,
  request: PictureRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { key } = request.params
  if (!isPictureKey(key) || !(await mayReadPrivately?.(request, key))) throw noSuchPicture()
  const bytes = await storage.read(originalKey(key))
  const format = bytes && recogniseFormat(bytes)
  if (!bytes || !format) throw bytesMissing(request)
  reply.header('content-disposition', `inline; filename="${key}.${format}"`)
  return sendPicture(request, reply, { bytes, contentType: uploadContentTypes[format], isPublic: false })
}

async function findPicture(
  { findPublicPicture, mayReadPrivately }: PictureRoutesOptions,
  request: PictureRequest,
): Promise<PictureSize & { isPublic: boolean }> {
  const { key } = request.params
  if (!isPictureKey(key)) throw noSuchPicture()
  const published = await findPublicPicture(key)
  if (published === 'killed') throw new PictureGone()
  if (published) return { ...published, isPublic: true }
  const own = await mayReadPrivately?.(request, key)
  if (!own) throw noSuchPicture()
  return { ...own, isPublic: false }
}

function redirect(reply: FastifyReply, address: string, isPublic: boolean): FastifyReply {
  // A day, not a year: the address is for ever, but which fixed widths there are is not.
  return reply.header('cache-control', isPublic ? 'public, max-age=86400' : 'private, no-store').redirect(address, 301)
}

function sendPicture(
  request: PictureRequest,
  reply: FastifyReply,
  { bytes, contentType, isPublic }: { bytes: Buffer; contentType: string; isPublic: boolean },
): FastifyReply {
  const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`
  reply.headers({
    ...safeHeaders,
    'cache-control': isPublic ? 'public, max-age=31536000, immutable' : 'private, no-store',
    'cross-origin-resource-policy': isPublic ? 'cross-origin' : 'same-origin',
    etag,
  })
  // What a cache in front of us needs to drop every rendition of a picture at once when it is killed.
  if (isPublic) reply.header('cache-tag', `picture:${request.params.key}`)
  if (isFresh(request.headers['if-none-match'], etag)) return reply.code(304).send()
  return reply.type(contentType).send(bytes)
}

const isFresh = (ifNoneMatch: string | undefined, etag: string) =>
  ifNoneMatch?.split(',').some(known => known.trim() === '*' || known.trim().replace(/^W\//, '') === etag) ?? false

function bytesMissing(request: FastifyRequest): NewsroomError {
  request.log.error({ url: request.url }, 'a picture is known to the database, but its bytes are not in the storage')
  return noSuchPicture()
}
