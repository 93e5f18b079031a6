import type { Sql } from '../database/sql.ts'

export type PictureUse = { articleId: string; inWorkingCopy: boolean; isLive: boolean }

/** More than these are counted, not listed. */
export const mostUses = 100

/** Stories with this picture in their working copy, or before readers' eyes; those changed last come first. */
export async function findPictureUses(sql: Sql, imageId: string): Promise<PictureUse[]> {
  return sql<PictureUse>(
    `with working as (
       select id as article from "Article" where image = $1
       union select article from "Section" where image = $1 and article is not null
     ), live as (
       select article from delivery.publication
        where delivery.pictures_of(content) @> array[$1::text] and valid_to is null
     )
     select story.id as "articleId", working.article is not null as "inWorkingCopy", live.article is not null as "isLive"
       from working full join live using (article)
       join "Article" story on story.id = coalesce(working.article, live.article)
      order by story."updatedAt" desc nulls last, story.id limit ${mostUses + 1}`,
    [imageId],
  )
}
