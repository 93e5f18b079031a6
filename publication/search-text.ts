import type { PublishedContent } from './content.ts'

/** What a story is found by, heaviest first: weights A, B, C and D of its search vector. */
export type SearchText = { headline: string; abstract: string; bodies: string; captions: string }

/**
 * PostgreSQL refuses a vector over 1 MB. The worst text tried (nothing but new hyphenated words) takes 3 bytes of
 * vector a byte of text, and a text is long at 200 kB: some 30,000 words, all of which are searched.
 */
const mostBytes = 200_000

/** The text to search in a publication; of one too long for the index, what weighs most and comes first is kept. */
export function searchTextOf(content: PublishedContent): SearchText {
  const headings = content.sections.map(section => section.heading)
  const images = [content.image, ...content.sections.map(section => section.image)]
  const [headline, abstract, bodies, captions] = keepFirstBytes([
    content.headline,
    joinTexts([content.description, ...headings]),
    joinTexts(content.sections.map(section => section.text)),
    joinTexts(images.map(image => image?.caption)),
  ])
  return { headline, abstract, bodies, captions }
}

/** `$1` is the language, `$2` to `$5` the text in the order of `SearchText`. */
export const searchVectorSql = `
  setweight(to_tsvector(delivery.search_configuration($1::text), $2::text), 'A') ||
  setweight(to_tsvector(delivery.search_configuration($1::text), $3::text), 'B') ||
  setweight(to_tsvector(delivery.search_configuration($1::text), $4::text), 'C') ||
  setweight(to_tsvector(delivery.search_configuration($1::text), $5::text), 'D')`

function joinTexts(texts: (string | null | undefined)[]): string {
  return texts.filter(text => text).join('\n\n')
}

type Weighed = [headline: string, abstract: string, bodies: string, captions: string]

function keepFirstBytes(texts: Weighed): Weighed {
  let left = mostBytes
  const keep = (text: string) => {
    // `stream` leaves out a character that the cut has split.
    const kept = new TextDecoder().decode(Buffer.from(text).subarray(0, left), { stream: true })
    left -= Buffer.byteLength(kept)
    return kept
  }
  return [keep(texts[0]), keep(texts[1]), keep(texts[2]), keep(texts[3])]
}
