import { sqlOfPrisma } from '../database/sql.ts'
import { NewsroomError } from '../errors.ts'
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
    throw new NewsroomError(
      'WRONG_STATE',
      `The tag “${name}” is on ${use.stories === 1 ? 'a story' : `${use.stories} stories`}. Take it off there first.`,
    )
  if (use?.wasPublic)
    throw new NewsroomError('WRONG_STATE', `The tag “${name}” was public, so it stays. Rename it if it is wrong.`)
}
