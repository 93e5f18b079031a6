import type { GraphQLResolveInfo } from 'graphql'

import { NewsroomError } from '../errors.ts'
import { askedParts } from './asked-parts.ts'
import { assertPlainText } from './assert-plain-text.ts'
import { connectPage, type Page } from './connect-page.ts'
import { momentAsked, type AsOf } from './moment.ts'
import { readArticleCursor, readTagCursor, writeArticleCursor, writeTagCursor } from './page-cursor.ts'
import { readArticle } from './read-article.ts'
import { readArticles } from './read-articles.ts'
import { readArticleStatus } from './read-article-status.ts'
import { readTag, readTags } from './read-tags.ts'
import { resolveSearch } from './resolve-search.ts'
import type { Reading } from './reading.ts'
import { showArticle, showTag } from './shown-article.ts'

/** The root fields. Each is one statement; `first` has been measured before any of them runs. */
export const queryResolvers = {
  async article(
    _: unknown,
    asked: AsOf & { slug?: string | null; id?: string | null },
    reading: Reading,
    info: GraphQLResolveInfo,
  ) {
    const moment = momentAsked(asked.asOf, reading.now)
    const row = await readArticle(reading.readRows, { ...oneName(asked), moment, parts: askedParts(info) })
    if (row) return showArticle(reading, row, moment)
    reading.cacheTags.articles()
    return null
  },

  async articles(_: unknown, asked: AsOf & Page & ArticleFilters, reading: Reading, info: GraphQLResolveInfo) {
    assertPlainText('tag', asked.tag)
    assertPlainText('language', asked.language)
    const moment = momentAsked(asked.asOf, reading.now)
    reading.cacheTags.articles()
    const rows = await readArticles(reading.readRows, {
      limit: asked.first + 1,
      after: asked.after ? readArticleCursor(asked.after) : null,
      tag: asked.tag ?? null,
      language: asked.language ?? null,
      publishedAfter: asked.publishedAfter ?? null,
      publishedBefore: asked.publishedBefore ?? null,
      moment,
      parts: askedParts(info),
    })
    return connectPage({
      rows: rows.map(row => showArticle(reading, row, moment)),
      first: asked.first,
      isContinued: Boolean(asked.after),
      cursorOf: writeArticleCursor,
    })
  },

  search: resolveSearch,

  async tag(_: unknown, asked: AsOf & { slug: string }, reading: Reading) {
    assertPlainText('slug', asked.slug)
    const moment = momentAsked(asked.asOf, reading.now)
    reading.cacheTags.articles()
    const row = await readTag(reading.readRows, { slug: asked.slug, moment })
    return row && showTag(reading, row, moment)
  },

  async tags(_: unknown, asked: AsOf & Page & { kind?: string | null }, reading: Reading) {
    assertPlainText('kind', asked.kind)
    const moment = momentAsked(asked.asOf, reading.now)
    reading.cacheTags.articles()
    const after = asked.after ? readTagCursor(asked.after) : null
    const rows = await readTags(reading.readRows, { limit: asked.first + 1, after, kind: asked.kind ?? null, moment })
    return connectPage({
      rows: rows.map(row => showTag(reading, row, moment)),
      first: asked.first,
      isContinued: after !== null,
      cursorOf: writeTagCursor,
    })
  },

  async articleStatus(_: unknown, asked: AsOf & { slug: string }, reading: Reading) {
    assertPlainText('slug', asked.slug)
    const moment = momentAsked(asked.asOf, reading.now)
    const status = await readArticleStatus(reading.readRows, { slug: asked.slug, moment })
    if (status) reading.cacheTags.article(status.article)
    else reading.cacheTags.articles()
    return status
  },
}

type ArticleFilters = {
  tag?: string | null
  language?: string | null
  publishedAfter?: Date | null
  publishedBefore?: Date | null
}

function oneName({ slug, id }: { slug?: string | null; id?: string | null }): { by: 'slug' | 'id'; value: string } {
  assertPlainText('slug', slug)
  assertPlainText('id', id)
  if (typeof slug === 'string' && typeof id !== 'string') return { by: 'slug', value: slug }
  if (typeof id === 'string' && typeof slug !== 'string') return { by: 'id', value: id }
  throw new NewsroomError('INVALID_INPUT', 'article needs either a slug or an id. Name exactly one of them.')
}
