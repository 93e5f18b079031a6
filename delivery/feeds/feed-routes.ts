import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { openHeaders } from '../answer-request.ts'
import { assertPlainText } from '../assert-plain-text.ts'
import { answerFeed, type FeedServing } from './answer-feed.ts'
import { feedFormats, type FeedFormat } from './feed-formats.ts'
import { feedAddress, readAsked, readOneText } from './read-asked.ts'
import { readFeed } from './read-feed.ts'
import { readStory, type StoryFormat } from './read-story.ts'
import { refuseIn } from './refuse-in.ts'
import { sitemapRoutes } from './sitemap-routes.ts'

/** RSS, Atom, JSON Feed, ninjs, JSON-LD, sitemaps and `robots.txt`: the table of `feed-formats.ts` as addresses. */
export async function feedRoutes(app: FastifyInstance, serving: FeedServing): Promise<void> {
  app.addHook('onRequest', async (_, reply) => void reply.headers(openHeaders))
  for (const [file, format] of Object.entries(feedFormats)) {
    const errorHandler = refuseIn(format.refusal)
    const list = (request: FastifyRequest, reply: FastifyReply) => answerList(serving, { file, format, request, reply })
    app.get(`/feeds/${file}`, { errorHandler }, list)
    app.get(`/feeds/tags/:tag/${file}`, { errorHandler }, list)
    const { renderItem } = format
    if (renderItem) {
      app.get(`/feeds/${file}/:name`, { errorHandler }, (request, reply) =>
        answerStory(serving, { file, format: { ...format, renderItem }, request, reply }),
      )
    }
  }
  await app.register(sitemapRoutes, serving)
}

type Asking = { file: string; format: FeedFormat; request: FastifyRequest; reply: FastifyReply }

function answerList(serving: FeedServing, { file, format, request, reply }: Asking) {
  const asked = { file, ...readAsked(request) }
  const address = feedAddress(asked, asked.after)
  return answerFeed(serving, { request, reply, address, contentType: format.contentType }, async answering => ({
    body: format.render(await readFeed(answering, asked)),
  }))
}

function answerStory(serving: FeedServing, { file, format, request, reply }: Asking & { format: StoryFormat }) {
  const name = readOneText('name', request.params) ?? ''
  assertPlainText('name', name)
  const address = `/feeds/${file}/${encodeURIComponent(name)}`
  return answerFeed(serving, { request, reply, address, contentType: format.contentType }, answering =>
    readStory(answering, name, format),
  )
}
