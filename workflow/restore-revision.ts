import type { Snapshot, SnapshotImage, SnapshotSection } from '../publication/snapshot.ts'
import type { Act } from './act.ts'
import { findRestorable, type LeftOut, type Restorable } from './find-restorable.ts'
import { loadRevision } from './go-live.ts'
import { loadSnapshot } from './load-snapshot.ts'
import { completeSave, lockForSave } from './save-article.ts'
import type { Story } from './story.ts'

export type Restoration = { articleId: string; version: number; revision: number }

/**
 * Makes the content of an old revision the working copy: a save like any other, which withdraws an approval. Desk data
 * stays. Gives what could not come back. Whoever wrote the old text counts among those who may not approve it.
 */
export async function restoreRevision(
  act: Act,
  { articleId, version, revision }: Restoration,
): Promise<{ leftOut: LeftOut[] }> {
  const story = await lockForSave(act, articleId, version)
  const old = await loadRevision(act, articleId, revision)
  const restorable = await findRestorable(act, articleId, old)

  await writeContent(act, story, { old, restorable, writers: await writersOf(act, articleId, revision) })
  await completeSave(act, articleId, 'restore', `Revision ${revision} became the working copy again.`)
  const texts = imagesWithOtherTexts(old, await loadSnapshot(act, articleId))
  return { leftOut: [...restorable.leftOut, ...texts] }
}

type Content = { old: Snapshot; restorable: Restorable; writers: string[] }

async function writeContent(act: Act, story: Story, { old, restorable, writers }: Content): Promise<void> {
  const { tags, relatedArticles, slug, images } = restorable
  await act.prisma.article.update({
    where: { id: story.id, version: story.version },
    data: {
      headline: old.headline,
      description: old.description ?? '',
      byline: old.byline ?? '',
      language: old.language,
      ...(slug && { slug }),
      ...imageOf(old.image, images, true),
      tags: { set: tags.map(id => ({ id })) },
      relatedArticles: { set: relatedArticles.map(id => ({ id })) },
      relatedOrder: relatedArticles,
      sections: sectionsOf(old.sections, restorable),
      contributors: [...new Set([...story.contributors, ...writers])],
      version: story.version + 1,
    },
  })
}

/** A section that is still there keeps its id; one that was removed since comes back as a new one. */
function sectionsOf(sections: SnapshotSection[], { sectionIds, images }: Restorable) {
  const placed = sections.map((section, index) => {
    const isThere = sectionIds.has(section.id)
    const { id, heading, body, image } = section
    const data = { position: index + 1, heading: heading ?? '', body: body as object[] }
    return { id, isThere, data: { ...data, ...imageOf(image, images, isThere) } }
  })
  return {
    deleteMany: { id: { notIn: placed.flatMap(({ id, isThere }) => (isThere ? id : [])) } },
    update: placed.flatMap(({ id, isThere, data }) => (isThere ? [{ where: { id }, data }] : [])),
    create: placed.flatMap(({ isThere, data }) => (isThere ? [] : [data])),
  }
}

/** `isThere`: the row exists, and may show another picture now. */
function imageOf(image: SnapshotImage | null, usable: Set<string>, isThere: boolean) {
  const shown = image && usable.has(image.id) ? image : null
  return {
    ...(shown ? { image: { connect: { id: shown.id } } } : isThere ? { image: { disconnect: true } } : {}),
    imageAltText: shown?.override.altText ?? '',
    imageCaption: shown?.override.caption ?? '',
  }
}

async function writersOf(act: Act, articleId: string, number: number): Promise<string[]> {
  const { contributors } = await act.prisma.revision.findUniqueOrThrow({
    where: { articleId_number: { articleId, number } },
    select: { contributors: true },
  })
  return Array.isArray(contributors) ? contributors.filter(id => typeof id === 'string') : []
}

/** A picture's own texts belong to the picture, whatever they said then. */
function imagesWithOtherTexts(old: Snapshot, now: Snapshot): LeftOut[] {
  const pairs = [[old.image, now.image], ...old.sections.map(({ image }, n) => [image, now.sections[n]?.image])]
  const changed = pairs.flatMap(([then, today]) => (then && today && textsOf(then) !== textsOf(today) ? then.id : []))
  return [...new Set(changed)].map(id => ({
    ...{ kind: 'imageTexts' as const, id },
    sentence: {
      en: `The picture “${id}” keeps the texts that it has today; change them on the picture, or in this story.`,
      fr: `La photo « ${id} » garde ses textes d’aujourd’hui ; modifiez-les sur la photo, ou dans cet article.`,
    },
  }))
}

const textsOf = (image: SnapshotImage) => JSON.stringify(Object.entries({ ...image, override: null }).sort())
