import { isAtLeast } from '../access.ts'
import { Refusal } from '../errors.ts'
import type { Act } from './act.ts'
import { assertVersion, lockStory } from './lock-story.ts'
import { recordAudit } from './record-audit.ts'
import type { Story } from './story.ts'

/**
 * Removes a story for good, with its sections, notes and notifications; its revisions stay, as all do, and the audit
 * trail. Only by an admin, from the trash, and never what was once public; the database holds it too.
 */
export async function removeArticle(
  act: Act,
  { articleId, version }: { articleId: string; version: number },
): Promise<void> {
  const story = await lockStory(act, articleId)
  assertMayRemove(act, story)
  await assertVersion(act, story, version)
  await act.sql(`delete from "Article" where id = $1`, [articleId])
  await recordAudit(act, {
    action: 'article.remove',
    subject: `article:${articleId}`,
    from: story.state,
    revision: story.newestRevision,
    reason: `“${story.headline}” was removed for good.`,
  })
}

function assertMayRemove({ person }: Act, { headline, firstPublished, trashedAt }: Story): void {
  if (!isAtLeast(person, 'admin'))
    throw new Refusal('NOT_PERMITTED', {
      en: `Only admins remove a story for good; your role is ${person.role}.`,
      fr: 'Seule l’administration supprime un article définitivement.',
    })
  if (firstPublished)
    throw new Refusal('WRONG_STATE', {
      en: `“${headline}” was public, so its history stays. Unpublish and archive it; the law’s way is an erasure.`,
      fr: `« ${headline} » a été public : son histoire reste. Dépubliez-le et archivez-le ; si la loi l’exige, effacez-le.`,
    })
  if (!trashedAt)
    throw new Refusal('WRONG_STATE', {
      en: `“${headline}” is not in the trash. Move it there first, then remove it.`,
      fr: `« ${headline} » n’est pas à la corbeille. Mettez-l’y d’abord, puis supprimez-le.`,
    })
}
