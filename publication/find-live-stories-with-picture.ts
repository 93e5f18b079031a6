import type { Sql } from '../database/sql.ts'

/** Ids of the stories that show this picture to readers now, in order. */
export async function findLiveStoriesWithPicture(sql: Sql, imageId: string): Promise<string[]> {
  const live = await sql<{ article: string }>(
    `select article from delivery.publication
      where delivery.pictures_of(content) @> array[$1::text] and valid_to is null order by article`,
    [imageId],
  )
  return live.map(({ article }) => article)
}
