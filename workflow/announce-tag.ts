import type { Session } from '../access.ts'
import { sqlOfPrisma } from '../database/sql.ts'
import type { Context } from '../generated/keystone/types.ts'
import { recordChange } from '../publication/record-change.ts'
import { writeTag } from '../publication/write-tag.ts'
import type { PublicTag } from '../publication/write-tag-interval.ts'

/** Shows a renamed tag to readers at once, where readers know it. */
export async function announceTag(context: Context<Session>, tag: PublicTag): Promise<void> {
  const sql = sqlOfPrisma(context.prisma)
  const { id, name, slug, kind, uri } = tag
  const shown = await writeTag(sql, { id, name, slug, kind, uri: uri || null })
  if (shown) await recordChange(sql, { kind: 'tag', articleId: null, tags: [id], at: shown.at })
}
