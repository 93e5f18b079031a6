import type { FastifyRequest } from 'fastify'

import { NewsroomError } from '../../errors.ts'
import { assertPlainText } from '../assert-plain-text.ts'

/** Which stories, on which page, in which format's file: `rss.xml`. */
export type FeedAsked = { file: string; tag: string | null; language: string | null; after: string | null }

/** What a feed's address asks for; whatever else its query names is left alone. Throws `INVALID_INPUT`. */
export function readAsked({ params, query }: FastifyRequest): Omit<FeedAsked, 'file'> {
  const tag = readOneText('tag', params)
  assertPlainText('tag', tag)
  return { tag, language: readLanguage(query), after: readOneText('after', query) }
}

/** The address that asks for this and nothing more, from the slash after the host on. */
export function feedAddress({ file, tag, language }: Omit<FeedAsked, 'after'>, after: string | null): string {
  const folder = tag === null ? '/feeds' : `/feeds/tags/${encodeURIComponent(tag)}`
  const query = new URLSearchParams({ ...(language !== null && { language }), ...(after !== null && { after }) })
  return `${folder}/${file}${query.size > 0 ? `?${query}` : ''}`
}

/** The language that a query names, as its stories are marked. Throws `INVALID_INPUT` for what is no BCP 47 code. */
export function readLanguage(query: unknown): string | null {
  const language = readOneText('language', query)
  if (language === null || /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,4}$/.test(language)) return language
  throw new NewsroomError('INVALID_INPUT', '“language” is a code such as fr or fr-CA. Name one, or leave it out.')
}

/** One value of an address; null when it is absent or empty. Throws `INVALID_INPUT` when there are several. */
export function readOneText(name: string, source: unknown): string | null {
  const value = typeof source === 'object' && source !== null ? new Map(Object.entries(source)).get(name) : undefined
  if (value === undefined || value === '') return null
  if (typeof value === 'string') return value
  throw new NewsroomError('INVALID_INPUT', `“${name}” stands in the address more than once. Name it once.`)
}
