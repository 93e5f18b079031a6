import type { GraphQLResolveInfo } from 'graphql'

import { askedParts } from './asked-parts.ts'
import { assertPlainText } from './assert-plain-text.ts'
import { connectPage, type Page } from './connect-page.ts'
import { chooseExcerpt, printMarked } from './excerpt.ts'
import { momentAsked, type AsOf } from './moment.ts'
import { readSearchCursor, writeSearchCursor } from './page-cursor.ts'
import { readSearch, type FoundRow } from './read-search.ts'
import { readSearchWords } from './read-search-words.ts'
import type { Reading } from './reading.ts'
import { showArticle, type ShownArticle } from './shown-article.ts'

type FoundArticle = ShownArticle & FoundRow

/** `search`: one statement; none where there is no word to look for. */
export async function resolveSearch(
  _: unknown,
  asked: AsOf & Page & { query: string; language?: string | null },
  reading: Reading,
  info: GraphQLResolveInfo,
) {
  assertPlainText('language', asked.language)
  const moment = momentAsked(asked.asOf, reading.now)
  const after = asked.after ? readSearchCursor(asked.after) : null
  const words = readSearchWords(asked.query)
  reading.cacheTags.articles()
  const language = asked.language ?? null
  const question = { limit: asked.first + 1, after, language, moment, parts: askedParts(info) }
  const rows = words ? await readSearch(reading.readRows, { words, ...question }) : []
  return connectPage<FoundArticle>({
    rows: rows.map(row => ({ ...row, ...showArticle(reading, row, moment) })),
    first: asked.first,
    isContinued: after !== null,
    cursorOf: writeSearchCursor,
  })
}

/** What an edge says of the match. Its node knows it, so that a story found is a story like any other. */
export const searchEdgeResolvers = {
  rank: ({ node }: { node: FoundArticle }) => node.rank,
  excerpt: ({ node }: { node: FoundArticle }) => printMarked(excerptOf(node)),
  excerptText: ({ node }: { node: FoundArticle }) => excerptOf(node).text,
}

const excerptOf = ({ passage, found }: FoundArticle) => chooseExcerpt(passage ?? '', new Set(found))
