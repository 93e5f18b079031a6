import { Refusal } from '../errors.ts'
import type { Act } from './act.ts'
import { idsOf, type NamedArticle } from './named-articles.ts'

const mostStories = 200

/** A story is in one open release at most; the database holds it too, and of two at once refuses the second. */
export async function assertMayJoinRelease(
  act: Act,
  releaseId: string | null,
  joining: readonly NamedArticle[],
): Promise<void> {
  const ids = await idsOf(act, joining)
  if (ids.length > mostStories)
    throw new Refusal('INVALID_INPUT', {
      en: `A release holds at most ${mostStories} stories; these are ${ids.length}.`,
      fr: `Une parution groupée a ${mostStories} articles au plus ; en voici ${ids.length}.`,
    })
  const [taken] = await act.sql<{ headline: string; name: string }>(
    `select article.headline, release.name
       from ledger.release_place place
       join "Article" article on article.id = place.article
       join "Release" release on release.id = place.release
      where place.article = any($1) and place.release is distinct from $2::text limit 1`,
    [ids, releaseId],
  )
  if (!taken) return
  throw new Refusal('INVALID_INPUT', {
    en: `“${taken.headline}” is in the release “${taken.name}” already. Take it out there first.`,
    fr: `« ${taken.headline} » est déjà dans la parution groupée « ${taken.name} ». Sortez-l’en d’abord.`,
  })
}
