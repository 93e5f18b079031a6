import { NewsroomError } from '../errors.ts'
import { inOrder } from '../workflow/load-snapshot.ts'
import type { Authoring } from './open-authoring.ts'
import { printTextDocument, readDocumentSource } from './text-document.ts'

/** An article's working copy as its text document. NOT_FOUND, or NOT_EXPRESSIBLE where plain text cannot carry it. */
export async function exportArticle({ context }: Pick<Authoring, 'context'>, slug: string): Promise<Uint8Array> {
  const article = await context.prisma.article.findUnique({
    where: { slug },
    include: {
      image: { select: { caption: true } },
      sections: { orderBy: { position: 'asc' } },
      relatedArticles: { select: { id: true, headline: true } },
    },
  })
  if (!article) throw new NewsroomError('NOT_FOUND', `There is no article with the slug “${slug}”.`)
  const { headline, imageCaption, sections, relatedArticles, relatedOrder } = article
  const related = inOrder(relatedOrder, relatedArticles).flatMap(id => relatedArticles.filter(each => each.id === id))
  const printable = {
    headline,
    imageCaption,
    pictureCaption: article.image?.caption ?? null,
    relatedArticles: related,
    sections: sections.map(({ heading, body, imageId }) => ({ heading, document: body, hasImage: imageId !== null })),
  }
  return printTextDocument(printable, readDocumentSource(article.source))
}
