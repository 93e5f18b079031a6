import type { Sql } from '../database/sql.ts'
import { Refusal } from '../errors.ts'

/** Gives the slug to the article for ever; SLUG_TAKEN when it belongs to another. Of two at once, the second waits. */
export async function claimSlug(sql: Sql, slug: string, articleId: string): Promise<void> {
  await sql(`insert into delivery.slug (slug, article) values ($1, $2) on conflict (slug) do nothing`, [
    slug,
    articleId,
  ])
  const [owner] = await sql<{ article: string }>(`select article from delivery.slug where slug = $1`, [slug])
  if (owner?.article === articleId) return
  throw new Refusal(
    'SLUG_TAKEN',
    {
      en: `The slug “${slug}” belongs, or once belonged in public, to another story. Choose another slug, then publish again.`,
      fr: `Le slug « ${slug} » est ou a été publiquement celui d’un autre article. Choisissez-en un autre, puis publiez de nouveau.`,
    },
    { slug },
  )
}
