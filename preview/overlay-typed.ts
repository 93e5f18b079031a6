import { Refusal } from '../errors.ts'
import type { Context } from '../generated/keystone/types.ts'
import { takeSnapshot, type Snapshot, type WorkingCopy, type WorkingImage } from '../publication/snapshot.ts'
import { loadWorkingCopy, workingImage } from '../workflow/load-snapshot.ts'

/** More than any form of ours sends; the request's own limit bounds its bytes. */
const most = { sections: 200, links: 500, depth: 60 } as const

type Text = string | null
type Link = { id?: string | null }
type OneInput = { connect?: Link | null; disconnect?: boolean | null } | null | undefined
type Links = readonly Link[] | null | undefined
type ManyInput = { set?: Links; connect?: Links; disconnect?: Links } | null | undefined

/** The part of `ArticleUpdateInput` that readers get to see: what a form sends to be saved, and is only looked at here. */
export type TypedArticle = {
  headline?: Text
  description?: Text
  byline?: Text
  language?: Text
  image?: OneInput
  imageAltText?: Text
  imageCaption?: Text
  sections?: readonly TypedSection[] | null
  tags?: ManyInput
  relatedArticles?: ManyInput
}

type TypedSection = {
  id?: string | null
  heading?: Text
  body?: unknown
  image?: { id: string } | null
  imageAltText?: Text
  imageCaption?: Text
}

/** The working copy as it would be if what stands in the form were saved now. Nothing is stored. */
export async function overlayTyped(
  prisma: Context['prisma'],
  articleId: string,
  typed: TypedArticle,
): Promise<Snapshot> {
  const copy = await loadWorkingCopy({ prisma }, articleId)
  const { sections } = typed
  assertBounds(sections ?? [], [typed.tags, typed.relatedArticles])
  const images = await loadImages(prisma, [
    typed.image?.connect?.id ?? copy.image?.id,
    ...(sections ?? []).map(section => section.image?.id),
  ])
  const texts = {
    imageAltText: typed.imageAltText ?? copy.image?.override?.altText ?? '',
    imageCaption: typed.imageCaption ?? copy.image?.override?.caption ?? '',
  }
  return takeSnapshot({
    ...copy,
    headline: typed.headline ?? copy.headline,
    description: typed.description ?? copy.description,
    byline: typed.byline ?? copy.byline,
    language: typed.language ?? copy.language,
    image: images(oneAfter(copy.image?.id, typed.image), texts),
    sections: sections ? sections.map((section, place) => typedSection(section, place, images)) : copy.sections,
    tags: manyAfter(copy.tags, typed.tags),
    relatedArticles: manyAfter(copy.relatedArticles, typed.relatedArticles),
  })
}

type FindImage = (
  id: string | null | undefined,
  texts: { imageAltText: string; imageCaption: string },
) => WorkingImage | null

async function loadImages(prisma: Context['prisma'], ids: (string | null | undefined)[]): Promise<FindImage> {
  const rows = await prisma.image.findMany({ where: { id: { in: ids.flatMap(id => id ?? []) } } })
  return (id, texts) => workingImage(rows.find(row => row.id === id) ?? null, texts)
}

function typedSection(section: TypedSection, place: number, images: FindImage): WorkingCopy['sections'][number] {
  const { id, heading, body, image, imageAltText, imageCaption } = section
  return {
    // A new one has no id before it is saved.
    id: id ?? `new-${place + 1}`,
    heading,
    body,
    image: images(image?.id, { imageAltText: imageAltText ?? '', imageCaption: imageCaption ?? '' }),
  }
}

function oneAfter(before: string | undefined, input: OneInput): string | null {
  if (input?.disconnect) return null
  return input?.connect?.id ?? before ?? null
}

function manyAfter(before: string[], input: ManyInput): string[] {
  const ids = (links: Links) => (links ?? []).flatMap(({ id }) => id ?? [])
  const gone = new Set(ids(input?.disconnect))
  const start = input?.set ? ids(input.set) : before
  return [...new Set([...start.filter(id => !gone.has(id)), ...ids(input?.connect)])]
}

function assertBounds(sections: readonly TypedSection[], links: ManyInput[]): void {
  if (sections.length > most.sections)
    throw new Refusal('INVALID_INPUT', {
      en: `An article has at most ${most.sections} sections; this has ${sections.length}.`,
      fr: `Un article a ${most.sections} sections au plus ; celui-ci en a ${sections.length}.`,
    })
  const named = links.flatMap(input => [input?.set, input?.connect, input?.disconnect].flatMap(list => list ?? []))
  if (named.length > most.links)
    throw new Refusal('INVALID_INPUT', {
      en: `A preview takes at most ${most.links} tags and related articles.`,
      fr: `Un aperçu prend ${most.links} mots-clés et articles similaires au plus.`,
    })
  if (sections.some(({ body }) => isDeeperThan(body, most.depth)))
    throw new Refusal('INVALID_INPUT', {
      en: 'A section’s text is nested more deeply than the editor writes.',
      fr: 'Le texte d’une section est imbriqué plus profondément que l’éditeur n’écrit.',
    })
}

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depth === 0 || Object.values(value).some(inside => isDeeperThan(inside, depth - 1))
}
