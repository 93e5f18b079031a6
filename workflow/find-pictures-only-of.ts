import type { Act } from './act.ts'

export type NamedPicture = { id: string }

/** Pictures of an article, now or ever, that no other story has in its working copy or ever showed to readers. */
export async function findPicturesOnlyOf({ sql }: Pick<Act, 'sql'>, articleId: string): Promise<NamedPicture[]> {
  return sql<NamedPicture>(
    `with own as (
       select distinct unnest(delivery.pictures_of(snapshot)) as id from "Revision" where "articleId" = $1)
     select image.id from own join "Image" image on image.id = own.id
      where not exists (select from "Article" other where other.image = own.id and other.id <> $1)
        and not exists (select from "Section" other where other.image = own.id and other.article <> $1)
        and not exists (select from delivery.publication other
                         where delivery.pictures_of(other.content) @> array[own.id] and other.article <> $1)
      order by image.id`,
    [articleId],
  )
}
