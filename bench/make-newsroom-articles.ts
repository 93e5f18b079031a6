import type { Sql } from '../database/sql.ts'

/**
 * Fills an empty newsroom with this many stories as editors would have left them: of every 100, 86 live (2 of them
 * changed since), 5 drafts, 2 in review, 1 sent back, 1 scheduled, 4 archived, 1 in the trash. Written at once and past
 * the workflow, so that 100,000 take a minute: lists, desk and calendar have them, readers get none.
 */
export async function makeNewsroomArticles(sql: Sql, count: number): Promise<void> {
  await sql(people)
  await sql(tags)
  await sql(articles, [count])
  await sql(links)
  await sql(revisions)
  await sql(laterRevisions)
  for (const table of ['"User"', '"Tag"', '"Article"', '"Revision"', '"_Article_tags"', 'desk.search'])
    await sql(`analyze ${table}`)
}

const authors = 40
const tagCount = 200

const people = `
  insert into "User" (id, name, email, role, active, "updatedAt")
  select 'bench-author-' || n, 'Autrice ' || n, 'author-' || n || '@bench.example', 'author', true, now()
    from generate_series(1, ${authors}) n on conflict do nothing`

const tags = `
  insert into "Tag" (id, name, slug, kind, "updatedAt")
  select 'bench-tag-' || n, 'Lieu ' || n, 'bench-lieu-' || n, 'place', now()
    from generate_series(1, ${tagCount}) n on conflict do nothing`

/** The newest one is written to a minute ago, each one before it two minutes earlier. */
const articles = `
  insert into "Article" (id, headline, slug, description, author, state, version, "newestRevision", "approvedRevision",
      "liveRevision", "firstPublished", "publishAt", "scheduledBy", "archivedAt", "trashedAt", "createdAt", "updatedAt")
  select 'bench-' || n, 'Histoire n° ' || n || ' : ' || (array['Élections', 'Budget', 'Grève', 'Sommet'])[1 + n % 4],
         'histoire-' || n, 'Ce que l’on sait de l’affaire ' || n || '.', 'bench-author-' || (1 + n % ${authors}),
         case when share in (86, 87, 88, 89, 90, 95, 96, 97, 98, 99) then 'draft' when share in (91, 92) then 'in_review'
              when share = 93 then 'changes_requested' else 'approved' end::"ArticleStateType",
         1, case when share < 2 then 2 else 1 end, case when share < 86 or share = 94 then 1 end,
         case when share < 86 then 1 end, case when share < 86 then at - interval '1 minute' end,
         case when share = 94 then now() + n * interval '1 minute' end,
         case when share = 94 then 'bench-author-1' end,
         case when share between 95 and 98 then at end, case when share = 99 then at end, at - interval '1 hour', at
    from (select n, (n * 37) % 100 as share, now() - n * interval '2 minutes' as at
            from generate_series(1, $1::int) n) as made`

const links = `
  insert into "_Article_tags" ("A", "B")
  select id, 'bench-tag-' || (1 + (substr(id, 7)::int * step) % ${tagCount})
    from "Article", unnest(array[7, 11, 13]) as step where id like 'bench-%' on conflict do nothing`

const sections = `jsonb_build_array(jsonb_build_object('id', id, 'heading', 'Les faits', 'image', null, 'body',
  jsonb_build_array(jsonb_build_object('type', 'paragraph', 'children', jsonb_build_array(jsonb_build_object('text',
    'Tout a commencé mardi à ' || slug || ', où ' || (array['la mairie', 'le port', 'l’école'])[1 + length(id) % 3] ||
    ' ouvre ses portes ' || md5(id) || '.'))))))`

const snapshot = `jsonb_build_object('headline', headline, 'slug', slug, 'description', description, 'byline', null,
  'language', language, 'image', null, 'sections', ${sections}, 'tags', '[]'::jsonb, 'relatedArticles', '[]'::jsonb)`

const revisionOf = (number: string, text: string) => `
  insert into "Revision" (id, "articleId", number, cause, snapshot, "contentHash", "authorId", "createdAt")
  select id || '-' || ${number}, id, ${number}, 'save', ${text}, md5(id || ${number}), author, "updatedAt" from "Article"
   where id like 'bench-%'`

const revisions = revisionOf('1', snapshot)
const laterRevisions = `${revisionOf('2', snapshot)} and "newestRevision" = 2`
