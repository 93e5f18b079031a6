import type { PublishedContent } from '../publication/content.ts'
import { current, isId, type Moment } from './moment.ts'

/** What a query wants of its stories beyond the basics: the costly parts are read only when they are asked for. */
export type ArticleParts = { sections: SectionParts; tags: boolean; corrections: boolean }

/** What is read of a story's sections: nothing, one of their two forms, or all that there is. */
export type SectionParts = keyof typeof contentColumns

/** The columns of `delivery.publication` that hold just so much. */
const contentColumns = { none: 'teaser', text: 'with_texts', html: 'with_html', whole: 'content' } as const

/** A story as one interval of `delivery.publication` holds it. */
export type ArticleRow = {
  publication: string
  id: string
  slug: string
  headline: string
  language: string
  firstPublished: Date
  lastModified: Date
  /** Of its sections what the query asks for. */
  content: Omit<PublishedContent, 'sections'> & Partial<Pick<PublishedContent, 'sections'>>
  tags: TagRow[] | null
  corrections: { note: string; publishedAt: string }[] | null
}

export type TagRow = { id: string; name: string; slug: string; kind: string; uri: string | null }

/**
 * The select list of an `ArticleRow` for publications called `p`; `$1` is the moment. Tags and corrections come along
 * in the same statement, so they cost none of their own.
 */
export function articleColumns(parts: ArticleParts, moment: Moment): string {
  return `p.id::text as publication, p.article as id, p.slug, p.headline, p.language,
    p.first_published as "firstPublished", p.valid_from as "lastModified",
    p.${contentColumns[parts.sections]} as content,
    ${parts.tags ? tagsOfPublication(moment) : 'null'} as tags,
    ${parts.corrections ? correctionsOfArticle : 'null'} as corrections`
}

const tagsOfPublication = (moment: Moment) => `(
  select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name, 'slug', t.slug, 'kind', t.kind, 'uri', t.uri)), '[]')
  from delivery.publication_tag pt join delivery.tag t on ${isId('t.id', 'pt.tag')} and ${current('t', moment)}
  where pt.publication = p.id)`

const correctionsOfArticle = `(
  select coalesce(json_agg(json_build_object('note', c.note, 'publishedAt', c.valid_from) order by c.valid_from), '[]')
  from delivery.publication c
  where c.article = p.article and c.kind = 'correct' and c.valid_from <= p.valid_from and not c.withheld)`
