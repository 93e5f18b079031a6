import { contentHash } from '../publication/content-hash.ts'
import type { Act } from './act.ts'
import { loadSnapshot } from './load-snapshot.ts'
import type { Story } from './story.ts'

export type Taken = { number: number; isNew: boolean }

export type RevisionFacts = {
  cause: string
  contributors: string[]
  /** The story's version once this act is done: whoever still holds an older one is told what has changed since. */
  version: number
}

/**
 * The revision that holds the working copy as it stands: the newest one where nothing differs from it, else a new one.
 * The story's row must be locked. `contributors` goes on record with it.
 */
export async function takeRevision(
  act: Act,
  story: Pick<Story, 'id' | 'newestRevision'>,
  { cause, contributors, version }: RevisionFacts,
): Promise<Taken> {
  const snapshot = await loadSnapshot(act, story.id)
  const hash = contentHash(snapshot)
  const newest = await hashOfRevision(act, story.id, story.newestRevision)
  if (hash === newest) return { number: story.newestRevision, isNew: false }
  const number = story.newestRevision + 1
  await act.prisma.revision.create({
    // Prisma's JSON type wants an index signature, which a named type does not have.
    data: {
      ...{ articleId: story.id, number, cause, version, contentHash: hash, contributors, authorId: act.onRecord },
      snapshot: snapshot as object,
    },
  })
  return { number, isNew: true }
}

/** Null before the first revision. */
export async function hashOfRevision(
  act: Pick<Act, 'prisma'>,
  articleId: string,
  number: number | null,
): Promise<string | null> {
  if (!number) return null
  const revision = await act.prisma.revision.findUnique({
    where: { articleId_number: { articleId, number } },
    select: { contentHash: true },
  })
  return revision?.contentHash ?? null
}
