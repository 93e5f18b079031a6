import type { FastifyReply, FastifyRequest } from 'fastify'

import { NewsroomError } from '../errors.ts'

/** The picture was killed: it was public, and no address of it answers any more. */
export class PictureGone extends Error {}

/** One answer for what does not exist and for what strangers may not see: they learn nothing from the difference. */
export const noSuchPicture = () =>
  new NewsroomError('NOT_FOUND', 'There is no such picture here, or it is not public. Check its address.')

/** Whatever the bytes of an answer are taken for, nothing in them runs. */
export const safeHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
}

/** Answers a refusal as one plain sentence that no cache keeps. */
export function answerInWords(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const { status, sentence } = answerTo(error)
  if (status === 500) request.log.error(error)
  if (status === 503) reply.header('retry-after', '5')
  void reply
    .code(status)
    .headers({ ...safeHeaders, 'cache-control': 'no-store' })
    .type('text/plain; charset=utf-8')
    .send(`${sentence}\n`)
}

function answerTo(error: Error): { status: number; sentence: string } {
  if (error instanceof PictureGone) {
    return { status: 410, sentence: 'This picture was withdrawn, and is not shown again. Remove it from your page.' }
  }
  if (error instanceof NewsroomError) return { status: error.status, sentence: error.message }
  return { status: 500, sentence: 'This picture cannot be shown because of a fault of ours. Try again later.' }
}
