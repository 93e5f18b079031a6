import type { Act } from './act.ts'

/** A story as the authoring API lets people name it. */
export type NamedArticle = { id?: string | null; slug?: string | null } | null | undefined

/** Ids of the stories that are named by id or slug; what does not exist is left out. */
export async function idsOf(act: Pick<Act, 'prisma'>, named: readonly NamedArticle[]): Promise<string[]> {
  const ids = named.flatMap(article => article?.id ?? [])
  const slugs = named.flatMap(article => article?.slug ?? [])
  if (ids.length + slugs.length === 0) return []
  const found = await act.prisma.article.findMany({
    where: { OR: [{ id: { in: ids } }, { slug: { in: slugs } }] },
    select: { id: true },
  })
  return found.map(({ id }) => id)
}
