import type { GraphQLResolveInfo } from 'graphql'

import { askedParts } from './asked-parts.ts'
import { connectPage } from './connect-page.ts'
import { describeAsNewsArticle } from './describe-as-news-article.ts'
import { readArticleCursor, writeArticleCursor } from './page-cursor.ts'
import type { Reading } from './reading.ts'
import { showArticle, showTag, tagsOfArticle, type ShownArticle, type ShownTag } from './shown-article.ts'
import { startOfPage } from './start-of-page.ts'

/** What a story answers beyond the columns of its row. */
export const articleResolvers = {
  description: (article: ShownArticle) => article.content.description,
  byline: (article: ShownArticle) => article.content.byline,
  readingMinutes: (article: ShownArticle) => article.content.readingMinutes,
  wordCount: (article: ShownArticle) => article.content.wordCount,
  image: (article: ShownArticle) => article.content.image,
  sections: (article: ShownArticle) => article.content.sections,

  tags: (article: ShownArticle, _: unknown, reading: Reading) =>
    tagsOfArticle(article).map(tag => showTag(reading, tag, article.moment)),

  async relatedArticles(article: ShownArticle, _: unknown, reading: Reading, info: GraphQLResolveInfo) {
    const ids = article.content.relatedArticles
    const parts = askedParts(info)
    const found = await Promise.all(ids.map(id => reading.nested({ kind: 'article', id }, article.moment, parts)))
    const rows = found.flat()
    // The ids of stories that are not public stay inside, so the answer names no tag of theirs.
    if (rows.length < ids.length) reading.cacheTags.articles()
    return rows.map(row => showArticle(reading, row, article.moment))
  },

  async similarArticles(article: ShownArticle, asked: { first: number }, reading: Reading, info: GraphQLResolveInfo) {
    // Any story published or retagged may be a better match than those found.
    reading.cacheTags.articles()
    const question = { kind: 'similar', publication: article.publication, limit: asked.first } as const
    const rows = await reading.nested(question, article.moment, askedParts(info))
    return rows.map(row => showArticle(reading, row, article.moment))
  },

  corrections: (article: ShownArticle) => article.corrections,

  jsonLd(article: ShownArticle, _: unknown, reading: Reading) {
    const tags = tagsOfArticle(article).map(tag => showTag(reading, tag, article.moment))
    return describeAsNewsArticle({ article, tags, publicUrl: reading.publicUrl, publisher: reading.publisher })
  },
}

export const tagResolvers = {
  async articles(
    tag: ShownTag,
    asked: { first: number; after?: string | null },
    reading: Reading,
    info: GraphQLResolveInfo,
  ) {
    reading.cacheTags.tag(tag.id)
    const after = asked.after ? readArticleCursor(asked.after) : null
    const start = startOfPage({ after, moment: tag.moment })
    const question = { kind: 'tag', id: tag.id, limit: asked.first + 1, start } as const
    const rows = await reading.nested(question, tag.moment, askedParts(info))
    return connectPage({
      rows: rows.map(row => showArticle(reading, row, tag.moment)),
      first: asked.first,
      isContinued: after !== null,
      cursorOf: writeArticleCursor,
    })
  },
}
