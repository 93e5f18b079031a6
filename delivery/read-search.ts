import type { AskedParts } from './asked-parts.ts'
import { current, type Moment } from './moment.ts'
import type { SearchCursor } from './page-cursor.ts'
import { plannedAnew, type ReadRows } from './read-rows.ts'
import type { SearchWords } from './read-search-words.ts'
import { articleColumns, type ArticleRow } from './select-articles.ts'

/** Of more matches, the newest are ranked; finding them costs PostgreSQL some 25 µs a match (a million stories). */
export const mostSearchResults = 1_000

/** How much of a story's text an excerpt is chosen from, in characters. */
const mostPassage = 20_000

export type FoundRow = ArticleRow & {
  rank: number
  /** Standfirst and bodies, and the words in them that were looked for: lower case, without accents. Null if not asked. */
  passage: string | null
  found: string[] | null
}

export type SearchAsked = {
  words: SearchWords
  /** One more than a page shows. */
  limit: number
  after: SearchCursor | null
  language: string | null
  moment: Moment
  parts: AskedParts
}

/** Stories that hold what is looked for, the best match first, the newest first among equals. */
export function readSearch(readRows: ReadRows, asked: SearchAsked): Promise<FoundRow[]> {
  const { words, after, moment, language } = asked
  return readRows<FoundRow>(searchStatement(asked), [
    moment,
    words.query,
    asked.limit,
    after?.rank ?? 'infinity',
    after?.firstPublished ?? 'infinity',
    after?.id ?? '',
    ...(language === null ? [] : [language]),
    ...(asked.parts.excerpts ? [words.wanted] : []),
  ])
}

/** Headlines weigh most: weights of D, C, B and A; the sum is divided by the logarithm of the story's length. */
const rank = (row: string, language: string | null) =>
  `ts_rank('{0.1, 0.2, 0.4, 1}', ${row}.search, ${language === null ? inItsLanguage(row, query => query) : queryIn('$7')}, 1)`

const searchStatement = ({ language, moment, parts }: SearchAsked) => `${plannedAnew}
  with newest as materialized (
    select p.id, p.article, p.first_published, p.language, p.search
    from (${publicAt(moment)}) p where ${language === null ? matchesItsLanguage : matchesOneLanguage}
    order by p.first_published desc, p.article desc limit ${mostSearchResults}
  ), ranked as materialized (
    select n.id, n.article, n.first_published, ${rank('n', language)} as rank from newest n
  ), page as (
    select * from ranked r where (r.rank, r.first_published, r.article) < ($4::float4, $5::timestamptz, $6::text)
    order by r.rank desc, r.first_published desc, r.article desc limit $3::int
  )
  select ${articleColumns(parts, moment)}, page.rank, ${parts.excerpts ? 'passage.text as passage, passage.found' : 'null as passage, null as found'}
  from page join delivery.publication p on p.id = page.id
  ${parts.excerpts ? `cross join lateral (${passageOf('p', language === null ? '$7' : '$8')}) passage` : ''}
  order by page.rank desc, page.first_published desc, page.article desc`

/** As it stands and as it stood have an index each; of the past, those that are still live are in the first. */
const publicAt = (moment: Moment) =>
  moment === null
    ? `select * from delivery.publication p where ${current('p', moment)} and not p.withheld`
    : `select * from delivery.publication p where p.valid_to is null and p.valid_from <= $1::timestamptz and not p.withheld
       union all
       select * from delivery.publication p where p.valid_to > $1::timestamptz and p.valid_from <= $1::timestamptz and not p.withheld`

const queryIn = (language: string) => `delivery.search_query(${language}, $2)`

const matchesOneLanguage = `p.language = $7 and p.search @@ ${queryIn('$7')}`

/** The same words have other stems in another language: each story is asked in its own. */
const inItsLanguage = (row: string, expression: (query: string) => string) => `
  case delivery.search_configuration(${row}.language)
    when 'delivery.french'::regconfig then ${expression(queryIn(`'fr'`))}
    when 'delivery.english'::regconfig then ${expression(queryIn(`'en'`))}
    else ${expression(queryIn(`'und'`))} end`

/** The first condition is for the index and for the planner, who knows nothing of what a CASE lets pass. */
const matchesItsLanguage = `
  p.search @@ (${queryIn(`'fr'`)} || ${queryIn(`'en'`)} || ${queryIn(`'und'`)})
  and ${inItsLanguage('p', query => `p.search @@ ${query}`)}`

/** A story's text, and which of its words were looked for: those whose stem is one of the stems wanted. */
const passageOf = (row: string, wanted: string) => `
  select text.text, array(
    select word.lexeme from unnest(to_tsvector('delivery.plain', delivery.plain_words(text.text))) word
    where left(word.lexeme, 2) = any (stems.beginnings)
      and tsvector_to_array(delivery.search_vector(${row}.language, word.lexeme)) && stems.wanted
  ) as found
  from (select left(concat_ws(E'\\n\\n', ${row}.content ->> 'description', (
    select string_agg(section ->> 'text', E'\\n\\n' order by place)
    from jsonb_array_elements(${row}.content -> 'sections') with ordinality as listed (section, place)
  )), ${mostPassage}) as text) text
  cross join (
    select wanted, array(select left(stem, 2) from unnest(wanted) stem) as beginnings
    from (select tsvector_to_array(delivery.search_vector(${row}.language, ${wanted}::text)) as wanted) stemmed
  ) stems`
