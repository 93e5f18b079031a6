import type { Sentence } from '../errors.ts'
import type { Snapshot } from '../publication/snapshot.ts'
import type { Act } from './act.ts'

/** Something of an old revision that cannot come back, and why. */
export type LeftOut = {
  kind: 'tag' | 'image' | 'relatedArticle' | 'slug' | 'imageTexts'
  id: string
  sentence: Sentence
}

export type Restorable = {
  tags: string[]
  relatedArticles: string[]
  images: Set<string>
  /** Sections of the old revision that the article still has. */
  sectionIds: Set<string>
  /** Null where the slug belongs to another story by now. */
  slug: string | null
  leftOut: LeftOut[]
}

/** Which of the rows that an old revision names are still there to be used. */
export async function findRestorable(act: Act, articleId: string, old: Snapshot): Promise<Restorable> {
  const imageIds = [old.image, ...old.sections.map(({ image }) => image)].flatMap(image => image?.id ?? [])
  const ids = (rows: { id: string }[]) => new Set(rows.map(({ id }) => id))
  const select = { id: true } as const
  const tags = ids(await act.prisma.tag.findMany({ where: { id: { in: old.tags } }, select }))
  const related = ids(await act.prisma.article.findMany({ where: { id: { in: old.relatedArticles } }, select }))
  const images = ids(await act.prisma.image.findMany({ where: { id: { in: imageIds }, killedAt: null }, select }))
  const sectionIds = ids(await act.prisma.section.findMany({ where: { articleId }, select }))
  const owner = await ownerOfSlug(act, old.slug)
  const slug = owner === null || owner === articleId ? old.slug : null
  return {
    ...{ images, sectionIds, slug },
    tags: old.tags.filter(id => tags.has(id)),
    relatedArticles: old.relatedArticles.filter(id => related.has(id)),
    leftOut: [
      ...missing('tag', old.tags, tags),
      ...missing('relatedArticle', old.relatedArticles, related),
      ...missing('image', imageIds, images),
      ...(slug === null ? [leftOut('slug', old.slug)] : []),
    ],
  }
}

const missing = (kind: keyof typeof why, named: string[], there: Set<string>) =>
  [...new Set(named)].filter(id => !there.has(id)).map(id => leftOut(kind, id))

const why = {
  tag: { en: 'The tag is no more.', fr: 'Le mot-clé n’existe plus.' },
  relatedArticle: { en: 'The related story is no more.', fr: 'L’article similaire n’existe plus.' },
  image: {
    en: 'The picture is no more, or was killed. Choose another.',
    fr: 'La photo n’existe plus, ou a été retirée. Choisissez-en une autre.',
  },
  slug: {
    en: 'The slug belongs to another story by now, so the story keeps the one that it has.',
    fr: 'Le slug est désormais celui d’un autre article : l’article garde le sien.',
  },
} as const satisfies Partial<Record<LeftOut['kind'], Sentence>>

const leftOut = (kind: keyof typeof why, id: string): LeftOut => ({
  ...{ kind, id },
  sentence: { en: `${why[kind].en} (${id})`, fr: `${why[kind].fr} (${id})` },
})

/** The story that has this slug, or had it in public: such a slug is its own for ever. */
async function ownerOfSlug(act: Act, slug: string): Promise<string | null> {
  const [owner] = await act.sql<{ article: string }>(
    `select id as article from "Article" where slug = $1
     union all select article from delivery.slug where slug = $1 limit 1`,
    [slug],
  )
  return owner?.article ?? null
}
