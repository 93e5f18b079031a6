import type { FastifyReply, FastifyRequest } from 'fastify'

import { answerRequest, type Printed } from '../answer-request.ts'
import type { Answers } from '../cache/answers.ts'
import { markRefused } from '../send-answer.ts'
import type { Site } from './feed.ts'
import type { Answering } from './read-feed.ts'

export type FeedServing = Site & { answers: Answers; now: () => Date }

type Place = {
  request: FastifyRequest
  reply: FastifyReply
  /** The address as we write it: whatever else a query names makes no answer of its own. */
  address: string
  contentType: string
}

/** Sends what is in memory, or reads and renders it anew. */
export async function answerFeed(
  { answers, publisher, publicUrl }: FeedServing,
  { request, reply, address, contentType }: Place,
  print: (answering: Answering) => Promise<Omit<Printed, 'contentType'>>,
): Promise<FastifyReply> {
  try {
    return await answerRequest({ answers, request, reply, key: address }, async reading => ({
      ...(await print({ ...reading, publisher, publicUrl })),
      contentType,
    }))
  } catch (error) {
    if (!(error instanceof StoryKilled)) throw error
    markRefused(reply, 410)
    return reply.type(contentType).send(error.body)
  }
}

/** The story asked for was killed: this is what takes its place, and no cache keeps it. */
export class StoryKilled extends Error {
  readonly body: string

  constructor(body: string) {
    super('a story was asked for that was killed')
    this.body = body
  }
}
