import type { Environment } from '../environment.ts'
import { makeFirstPeople } from './make-first-people.ts'
import { openAuthoring, type Authoring } from './open-authoring.ts'
import { resetContent } from './reset-content.ts'

/** What a start does before it serves: people who can sign in, and the seed's content where there is none at all. */
export async function seedEmptyNewsroom(
  databaseUrl: string,
  environment: Environment,
  say: (sentence: string) => void,
): Promise<void> {
  const authoring = await openAuthoring(databaseUrl, environment)
  try {
    await makeFirstPeople(authoring.context, environment, say)
    if (await hasContent(authoring)) return
    const slugs = await resetContent(authoring, { folder: 'seed' })
    say(`The empty newsroom was given its first ${slugs.length === 1 ? 'story' : 'stories'}: ${slugs.join(', ')}.`)
  } finally {
    await authoring.close()
  }
}

/** A newsroom that was seeded once, and emptied since, is not seeded again. */
async function hasContent({ context }: Authoring): Promise<boolean> {
  const { article, image, tag, auditEntry } = context.prisma
  const counts = [await article.count(), await image.count(), await tag.count()]
  return counts.some(count => count > 0) || (await auditEntry.count({ where: { action: 'seed.reset' } })) > 0
}
