import { sqlOfPrisma } from '../database/sql.ts'
import { Refusal } from '../errors.ts'
import type { Context } from '../generated/keystone/types.ts'

/**
 * Refuses the deletion of a tag that a story carries, or that readers once knew; WRONG_STATE. The tag's row is locked,
 * so that nobody files a story under it meanwhile; the database holds it too.
 */
export async function assertTagUnused(
  { prisma }: Pick<Context, 'prisma'>,
  { id, name }: { id: string; name: string },
): Promise<void> {
  const sql = sqlOfPrisma(prisma)
  await sql(`select 1 from "Tag" where id = $1 for update`, [id])
  const [use] = await sql<{ stories: number; wasPublic: boolean }>(
    `select (select count(*)::int from "_Article_tags" where "B" = $1) as stories,
            exists (select from delivery.tag where id = $1) as "wasPublic"`,
    [id],
  )
  if (use?.stories)
    throw new Refusal('WRONG_STATE', {
      en: `The tag “${name}” is on ${use.stories === 1 ? 'a story' : `${use.stories} stories`}. Take it off there first.`,
      fr: `Le mot-clé « ${name} » est sur ${use.stories === 1 ? 'un article' : `${use.stories} articles`}. Retirez-l’en d’abord.`,
    })
  if (use?.wasPublic)
    throw new Refusal('WRONG_STATE', {
      en: `The tag “${name}” was public, so it stays. Rename it if it is wrong.`,
      fr: `Le mot-clé « ${name} » a été public : il reste. Renommez-le s’il est faux.`,
    })
}
