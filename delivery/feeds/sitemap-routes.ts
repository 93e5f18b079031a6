import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { NewsroomError } from '../../errors.ts'
import type { Printed } from '../answer-request.ts'
import { answerFeed, type FeedServing } from './answer-feed.ts'
import type { Answering } from './read-feed.ts'
import { readNews, readSitemap, readSitemapPages } from './read-sitemap.ts'
import { refuseIn } from './refuse-in.ts'
import { renderRobots } from './render-robots.ts'
import { renderNewsSitemap, renderSitemap, renderSitemapIndex } from './render-sitemaps.ts'

/** `/sitemap.xml`, `/sitemap-1.xml` and so on, `/sitemap-news.xml`, and `/robots.txt`. */
export async function sitemapRoutes(app: FastifyInstance, serving: FeedServing): Promise<void> {
  const errorHandler = refuseIn('xml')
  app.get('/sitemap.xml', { errorHandler }, (request, reply) =>
    answerSitemap(serving, { request, reply, address: '/sitemap.xml' }, printIndex),
  )
  app.get('/sitemap-news.xml', { errorHandler }, (request, reply) =>
    answerSitemap(serving, { request, reply, address: '/sitemap-news.xml' }, answering =>
      printNews(answering, serving.now()),
    ),
  )
  app.get<{ Params: { number: string } }>('/sitemap-:number(^[1-9]\\d{0,8}).xml', { errorHandler }, (request, reply) =>
    answerSitemap(serving, { request, reply, address: `/sitemap-${request.params.number}.xml` }, answering =>
      printPage(answering, Number(request.params.number)),
    ),
  )
  app.get('/robots.txt', (request, reply) =>
    answerFeed(
      serving,
      { request, reply, address: '/robots.txt', contentType: 'text/plain; charset=utf-8' },
      async () => ({ body: renderRobots(serving.publicUrl) }),
    ),
  )
}

type Print = (answering: Answering) => Promise<Omit<Printed, 'contentType'>>

function answerSitemap(
  serving: FeedServing,
  place: { request: FastifyRequest; reply: FastifyReply; address: string },
  print: Print,
) {
  return answerFeed(serving, { ...place, contentType: 'application/xml; charset=utf-8' }, answering => {
    answering.cacheTags.articles()
    return print(answering)
  })
}

const printIndex: Print = async ({ readRows, publicUrl }) => ({
  body: renderSitemapIndex(publicUrl, await readSitemapPages(readRows)),
})

async function printPage({ readRows, publisher }: Answering, number: number) {
  const entries = await readSitemap(readRows, number)
  if (entries.length > 0) return { body: renderSitemap(publisher, entries) }
  throw new NewsroomError('NOT_FOUND', 'There is no such page of the sitemap. Take the pages that /sitemap.xml lists.')
}

/** How far back news search engines take stories. */
const newsMs = 48 * 3_600_000

async function printNews({ readRows, publisher }: Answering, now: Date) {
  const entries = await readNews(readRows, new Date(now.getTime() - newsMs))
  const oldest = entries.at(-1)?.firstPublished
  const body = renderNewsSitemap(publisher, entries)
  // Then the oldest is too old, though nothing was published.
  return oldest ? { body, keepForMs: oldest.getTime() + newsMs - now.getTime() } : { body }
}
