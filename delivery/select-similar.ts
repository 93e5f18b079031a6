import { filed, shownPublication, type Moment } from './moment.ts'

/** How many of a tag's newest stories are looked at for likeness: it keeps a tag of a million stories cheap. */
const newestOfTag = 100

/** How many of the newest stories of all are looked at, for those that share no tag. */
const newestOfAll = 50

/** Of those, so many more than asked for are compared by their text: each costs 0.03 ms. */
const compared = 60

/** The words of a headline and standfirst that a text is compared by. */
const mostWords = 24

/** A text that has all words of a story's headline in its own gets 0.6 from `ts_rank`: as good as three shared tags. */
const tagsOfText = 5

/** What a story without a shared tag needs of the same words, to be like another at all. */
const leastAlike = 0.1

/**
 * SQL: publications like the one that `q.key` names, the likest first, and the newest first among equals. Likeness is
 * the number of shared tags, and how much of headline and standfirst is found in the other's headline, standfirst and
 * text. `q.size` is how many.
 */
export const similarPublications = (moment: Moment) => `
      select alike.publication, row_number() over (
          order by alike.tags + ${tagsOfText} * alike.text desc, alike.first_published desc, alike.article desc) as place
      from (
        select near.*, coalesce(ts_rank('{0.1, 0.2, 0.4, 1}', p.search, own.words), 0) as text
        from (${ownWords}) own
        cross join lateral (${nearPublications(moment)}) near
        join delivery.publication p on p.id = near.publication and ${shownPublication('p', moment)}
      ) alike
      where alike.tags > 0 or alike.text >= ${leastAlike}
      order by place limit q.size`

/** The stems of headline (A) and standfirst (B), any of which may be found; `offset 0` keeps them for all compared. */
const ownWords = `
          select p.id, (
            select string_agg('''' || word.lexeme || '''', ' | ')::tsquery from (
              select lexeme from unnest(ts_filter(p.search, '{a,b}')) where lexeme !~ '[''\\\\]'
              order by weights[1], positions[1] limit ${mostWords}
            ) word
          ) as words
          from delivery.publication p where p.id = case q.kind when 'similar' then q.key::bigint end
          offset 0`

const nearPublications = (moment: Moment) => `
          select publication, article, first_published, sum(shared) as tags from (
            select tagged.* from delivery.publication_tag carried
            cross join lateral (
              select pt.publication, pt.article, pt.first_published, 1 as shared from delivery.publication_tag pt
              where pt.tag = carried.tag and pt.publication <> own.id and ${filed('pt', moment)}
              order by pt.first_published desc, pt.article desc limit ${newestOfTag}
            ) tagged
            where carried.publication = own.id
            union all
            (select p.id, p.article, p.first_published, 0 from delivery.publication p
             where p.id <> own.id and ${shownPublication('p', moment)}
             order by p.first_published desc, p.article desc limit ${newestOfAll})
          ) found
          group by publication, article, first_published
          order by tags desc, first_published desc, article desc limit q.size + ${compared}`
