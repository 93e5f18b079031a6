import type { Sql } from '../database/sql.ts'
import type { PublishedContent, PublishedImage } from './content.ts'

/** Lets strangers see every picture that these contents use. One that was killed stays killed. */
export async function recordPictures(sql: Sql, contents: PublishedContent[]): Promise<void> {
  const pictures = contents
    .flatMap(content => [content.image, ...content.sections.map(section => section.image)])
    .filter((image): image is PublishedImage => image !== null)
    .map(({ key, id, width, height }) => ({ key, image: id, width, height }))
  // In the order of keys, so that two stories with the same new pictures don't wait for each other.
  await sql(
    `insert into delivery.picture (key, image, width, height)
     select distinct on (key) key, image, width, height
       from jsonb_to_recordset($1::jsonb) as used (key text, image text, width integer, height integer) order by key
     on conflict (key) do nothing`,
    [JSON.stringify(pictures)],
  )
}
