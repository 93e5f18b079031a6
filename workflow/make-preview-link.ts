import { Refusal } from '../errors.ts'
import type { Act } from './act.ts'
import { databaseTime } from './database-time.ts'
import { loadRevision } from './go-live.ts'
import { lockStory } from './lock-story.ts'
import { bannerLanguages, mayShowOutside, previewLinkLimits, type BannerLanguage } from './preview-link.ts'
import { recordAudit } from './record-audit.ts'
import type { Story } from './story.ts'
import { isInTrash } from './put-away.ts'

export type PreviewLinkOrder = {
  articleId: string
  /** The one revision to be shown; null shows the working copy as it stands when the link is opened. */
  revision: number | null
  days: number
  /** For whom it is; for colleagues. */
  note: string
  language: string
  /** What the database keeps of the token. */
  tokenHash: string
}

/**
 * Opens a story to whoever holds a token, until its day comes or somebody revokes it. Must run inside a transaction;
 * gives the id of the link's row. The story is locked, so that a kill at the same time either finds the link or stops it.
 */
export async function makePreviewLink(act: Act, order: PreviewLinkOrder): Promise<string> {
  const story = await lockStory(act, order.articleId)
  assertMayShow(act, story)
  const { days, note, language } = assertOrder(order)
  if (order.revision !== null) await loadRevision(act, story.id, order.revision)
  const now = await databaseTime(act)
  await assertNotTooMany(act, story, now)

  const expiresAt = new Date(now.getTime() + days * 86_400_000)
  const { articleId, revision, tokenHash } = order
  const { id } = await act.prisma.previewLink.create({
    data: { articleId, revision, note, language, tokenHash, createdById: act.person.id, createdAt: now, expiresAt },
    select: { id: true },
  })
  await recordAudit(act, {
    action: 'article.makePreviewLink',
    subject: `article:${articleId}`,
    revision,
    // For whom it is stays out: what is on record stays there, and a source's name must not.
    reason: `Link ${id}, opens until ${expiresAt.toISOString()}.`,
  })
  return id
}

function assertMayShow({ person }: Act, story: Story): void {
  const { headline, killedAt, trashedAt } = story
  if (!mayShowOutside(story, person))
    throw new Refusal('NOT_PERMITTED', {
      en: `“${headline}” belongs to another author; only editors may show it to somebody outside.`,
      fr: `« ${headline} » est d’un autre auteur ; seule la relecture peut le montrer à l’extérieur.`,
    })
  if (killedAt)
    throw new Refusal('WRONG_STATE', {
      en: `“${headline}” has been killed, and is shown to nobody outside.`,
      fr: `« ${headline} » a été retiré, et n’est montré à personne à l’extérieur.`,
    })
  if (trashedAt) throw isInTrash(story)
}

function assertOrder({ days, note, language }: PreviewLinkOrder): {
  days: number
  note: string
  language: BannerLanguage
} {
  if (!Number.isInteger(days) || days < 1 || days > previewLinkLimits.days)
    throw new Refusal('INVALID_INPUT', {
      en: `A preview link lives 1 to ${previewLinkLimits.days} days; ${days} were asked for.`,
      fr: `Un lien d’aperçu vaut de 1 à ${previewLinkLimits.days} jours ; ${days} ont été demandés.`,
    })
  const trimmed = note.trim()
  if (trimmed.length > previewLinkLimits.note || /[\p{Cc}\p{Cs}\u2028\u2029]/u.test(trimmed))
    throw new Refusal('INVALID_INPUT', {
      en: `For whom a preview link is fits in one line of at most ${previewLinkLimits.note} characters.`,
      fr: `Le destinataire d’un lien d’aperçu tient en une ligne de ${previewLinkLimits.note} caractères au plus.`,
    })
  const known = bannerLanguages.find(each => each === language)
  if (!known)
    throw new Refusal('INVALID_INPUT', {
      en: `A preview’s banner speaks ${bannerLanguages.join(' or ')}; choose one.`,
      fr: `Le bandeau d’un aperçu parle ${bannerLanguages.join(' ou ')} ; choisissez.`,
    })
  return { days, note: trimmed, language: known }
}

async function assertNotTooMany(act: Act, { id, headline }: Story, now: Date): Promise<void> {
  const open = await act.prisma.previewLink.count({
    where: { articleId: id, revokedAt: null, expiresAt: { gt: now } },
  })
  if (open < previewLinkLimits.openAtOnce) return
  throw new Refusal('LIMIT_EXCEEDED', {
    en: `“${headline}” has ${open} open preview links, and no story has more. Revoke some first.`,
    fr: `« ${headline} » a ${open} liens d’aperçu ouverts, et aucun article n’en a plus. Révoquez-en d’abord.`,
  })
}
