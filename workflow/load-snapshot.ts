import { takeSnapshot, type Snapshot, type WorkingCopy, type WorkingImage } from '../publication/snapshot.ts'
import type { Act } from './act.ts'

/** The working copy as it stands in this transaction, in a handful of statements whatever its length. */
export async function loadSnapshot(act: Pick<Act, 'prisma'>, articleId: string): Promise<Snapshot> {
  return takeSnapshot(await loadWorkingCopy(act, articleId))
}

/** The same before it is put in the form of a snapshot. */
export async function loadWorkingCopy(act: Pick<Act, 'prisma'>, articleId: string): Promise<WorkingCopy> {
  const article = await act.prisma.article.findUniqueOrThrow({
    where: { id: articleId },
    include: {
      image: true,
      tags: { select: { id: true } },
      relatedArticles: { select: { id: true } },
      sections: { orderBy: { position: 'asc' }, include: { image: true } },
    },
  })
  return {
    ...article,
    image: workingImage(article.image, article),
    sections: article.sections.map(section => ({ ...section, image: workingImage(section.image, section) })),
    tags: article.tags.map(({ id }) => id),
    relatedArticles: inOrder(article.relatedOrder, article.relatedArticles),
  }
}

/** Ids in the editor's order; what the order does not know comes last. */
export function inOrder<Item extends { id: string }>(order: unknown, items: readonly Item[]): string[] {
  const places = new Map(Array.isArray(order) ? order.map((id, place) => [id, place]) : [])
  const place = ({ id }: Item) => places.get(id) ?? Infinity
  return [...items].sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1)).map(({ id }) => id)
}

type ImageRow = Omit<WorkingImage, 'key' | 'width' | 'height' | 'focalPoint' | 'override'> & {
  file_id: string | null
  width: number | null
  height: number | null
  focalPointX: number | null
  focalPointY: number | null
}

/** A picture's row, with the texts that this use of it puts over its own. */
export function workingImage(
  image: ImageRow | null,
  use: { imageAltText: string; imageCaption: string },
): WorkingImage | null {
  if (!image) return null
  const { focalPointX: x, focalPointY: y } = image
  return {
    ...image,
    key: image.file_id ?? '',
    width: image.width ?? 0,
    height: image.height ?? 0,
    focalPoint: x === null || y === null ? null : { x, y },
    override: { altText: use.imageAltText, caption: use.imageCaption },
  }
}
