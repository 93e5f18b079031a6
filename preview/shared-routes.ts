import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sqlOfPrisma } from '../database/sql.ts'
import type { Snapshot } from '../publication/snapshot.ts'
import { contentTypes, parseRenditionFile, renditionWidth } from '../images/picture-address.ts'
import { renderRendition } from '../images/render-rendition.ts'
import { loadRevision } from '../workflow/go-live.ts'
import { loadSnapshot } from '../workflow/load-snapshot.ts'
import { nothingHere, secret, sendPage } from './answer-page.ts'
import { countOpening, findSharedStory, type SharedStory } from './find-shared-story.ts'
import type { GuessLimiter } from './limit-guesses.ts'
import type { PreviewOptions } from './preview-routes.ts'
import { renderPreviewPage } from './render-page.tsx'
import { picturesOf, showStory } from './show-story.ts'

type Shared = Omit<PreviewOptions, 'guesses' | 'now'> & { guesses: GuessLimiter; now: () => Date }
type Opened = { shared: SharedStory; snapshot: Snapshot }

/** What somebody outside may open with a token: one story's page, and that story's pictures. */
export function sharedRoutes(app: FastifyInstance, shared: Shared): void {
  app.get<{ Params: { token: string } }>('/shared/:token', async (request, reply) => {
    const opened = await open(shared, request)
    if (request.method === 'GET') await countOpening(sqlOfPrisma(shared.context.prisma), opened.shared.linkId)
    return showOutside(shared, request.params.token, opened, reply)
  })
  app.get<{ Params: { token: string; key: string; file: string } }>(
    '/shared/:token/images/:key/:file',
    async (request, reply) => sendPicture(shared, await open(shared, request), request.params, reply),
  )
}

/** What the token opens; NOT_FOUND, always the same, for one that opens nothing. */
async function open(
  { context, guesses, addressOf, now }: Shared,
  request: FastifyRequest<{ Params: { token: string } }>,
): Promise<Opened> {
  const address = addressOf(request.raw)
  await guesses.assertMayTry(address)
  const { token } = request.params
  const shared = await findSharedStory(sqlOfPrisma(context.prisma), { token, now: now() })
  if (!shared) {
    await guesses.countWrong(address)
    throw nothingHere()
  }
  const { articleId, revision } = shared
  const snapshot =
    revision === null ? await loadSnapshot(context, articleId) : await loadRevision(context, articleId, revision)
  return { shared, snapshot }
}

async function showOutside({ context, now }: Shared, token: string, opened: Opened, reply: FastifyReply) {
  const { prisma } = context
  const { shared, snapshot } = opened
  const { articleId, revision, language, expiresAt } = shared
  const { story, isLive } = await showStory({ prisma, sql: sqlOfPrisma(prisma) }, { articleId, snapshot, now: now() })
  const shows = revision === null ? ('working copy' as const) : { revision }
  const page = renderPreviewPage({
    story,
    banner: { language, isLive, shows, expiresAt },
    base: `/preview/shared/${token}`,
    // Windows, histories and the chat that a link is pasted into show a title to others.
    title: language === 'fr' ? 'Aperçu' : 'Preview',
  })
  return sendPage(reply, page, { frames: "'none'" })
}

async function sendPicture(
  { context, storage }: Shared,
  { snapshot }: Opened,
  { key, file }: { key: string; file: string },
  reply: FastifyReply,
): Promise<FastifyReply> {
  const picture = picturesOf(snapshot).find(image => image.key === key)
  const isUsable = picture && (await context.prisma.image.count({ where: { id: picture.id, killedAt: null } })) > 0
  if (!isUsable) throw nothingHere()
  const asked = parseRenditionFile(file)
  const width = renditionWidth(asked.width, picture.width)
  const bytes = await renderRendition(storage, { key, width, format: asked.format })
  if (!bytes) throw nothingHere()
  return reply
    .headers({ ...secret, 'content-security-policy': "default-src 'none'; sandbox" })
    .type(contentTypes[asked.format])
    .send(bytes)
}
