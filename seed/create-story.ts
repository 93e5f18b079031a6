import type { Session } from '../access.ts'
import { NewsroomError } from '../errors.ts'
import type { Context } from '../generated/keystone/types.ts'
import type Upload from 'graphql-upload/Upload.js'
import type { ReadDocument } from './read-seed-folder.ts'
import type { Sidecar } from './sidecar.ts'
import { linkRelatedHeadlines, paragraphsToKeystoneDocument } from './text-document.ts'

export type Desk = { author: Context<Session>; editor: Context<Session>; upload: Upload | null }
export type CreatedStory = { id: string; slug: string; version: number }

/** A draft of what the document and its sidecar say, made through the lists' own rules; inside one transaction. */
export async function createStory(
  { document, sidecar }: ReadDocument,
  { author, editor, upload }: Desk,
): Promise<CreatedStory> {
  const image =
    upload && sidecar?.image
      ? await createImage(author, { upload, image: sidecar.image, caption: document.caption })
      : null
  const tags = await tagIds(editor, sidecar?.tags ?? [])
  const related = await storiesByHeadline(author, document.relatedHeadlines)

  const story = await author.db.Article.createOne({
    data: {
      headline: document.headline,
      ...(sidecar && pick(sidecar)),
      // A picture without a caption of its own was given the document's.
      imageCaption: image && !sidecar?.image?.caption ? '' : (document.caption ?? ''),
      sections: document.sections.map(({ heading, paragraphs }) => ({
        heading: heading ?? '',
        body: paragraphsToKeystoneDocument(paragraphs),
      })),
      tags: { connect: tags.map(id => ({ id })) },
      relatedArticles: { connect: [...related.values()].map(id => ({ id })) },
      ...(image && { image: { connect: { id: image } } }),
    },
  })
  const source = linkRelatedHeadlines(document.source, related)
  await author.prisma.article.update({ where: { id: story.id }, data: { source } })
  return { id: story.id, slug: story.slug, version: story.version }
}

const pick = ({ slug, description, language, byline }: Sidecar) => ({
  slug,
  description,
  language,
  byline: byline ?? '',
})

type Picture = { upload: Upload; image: NonNullable<Sidecar['image']>; caption: string | null }

async function createImage(author: Context<Session>, { upload, image, caption }: Picture): Promise<string> {
  const { altText, creditLine, isIllustrative, isDecorative, focalPoint } = image
  const created = await author.db.Image.createOne({
    data: {
      file: { upload: upload as never }, // the Upload scalar takes the class itself, its type describes what is in it
      ...{ altText, creditLine, isIllustrative, isDecorative },
      caption: image.caption ?? caption ?? '',
      focalPointX: focalPoint?.x,
      focalPointY: focalPoint?.y,
    },
  })
  return created.id
}

/** One after another: they share the transaction's connection, and the audit chain has one order. */
async function tagIds(editor: Context<Session>, tags: Sidecar['tags']): Promise<string[]> {
  const ids: string[] = []
  for (const { name, slug, kind, uri } of tags) {
    const known = await editor.prisma.tag.findFirst({ where: slug ? { slug } : { name, kind } })
    if (known && known.kind !== kind)
      throw new NewsroomError(
        'DOCUMENT_REFUSED',
        `The tag “${name}” is a ${known.kind} here, and a ${kind} in the document.`,
      )
    ids.push((known ?? (await editor.db.Tag.createOne({ data: { name, slug: slug ?? '', kind, uri: uri ?? '' } }))).id)
  }
  return ids
}

/** Stories of ours that have one of these headlines; of several the newest. */
async function storiesByHeadline(context: Context<Session>, headlines: string[]): Promise<Map<string, string>> {
  const stories = await context.prisma.article.findMany({
    where: { headline: { in: headlines }, trashedAt: null },
    orderBy: { createdAt: 'asc' },
    select: { id: true, headline: true },
  })
  const found = new Map(stories.map(({ id, headline }) => [headline, id]))
  // In the document's order.
  return new Map(headlines.flatMap(headline => pairOf(headline, found.get(headline))))
}

const pairOf = (headline: string, id: string | undefined): [string, string][] => (id ? [[headline, id]] : [])
