import { z } from 'zod'
import { NewsroomError } from '../errors.ts'

const lineNumbers = z.array(z.int().positive())

const documentSourceSchema = z.strictObject({
  format: z.literal(1),
  /** Of the document's bytes: an export that has another hash is not that document. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  byteOrderMark: z.boolean(),
  lineEnd: z.enum(['LF', 'CRLF']),
  finalNewline: z.boolean(),
  hasCaption: z.boolean(),
  /** `null`: no line `Articles similaires`. `articleId` is `null` while no story of that headline is in the database. */
  relatedHeadlines: z.array(z.strictObject({ headline: z.string(), articleId: z.string().nullable() })).nullable(),
  readingMinutesLine: z.string().nullable(),
  /** Lines that the sidecar decided against the rule. */
  headings: lineNumbers,
  paragraphs: lineNumbers,
})

/** How an imported document was written: what its story does not say, and its export needs. JSON in `Article.source`. */
export type DocumentSource = z.infer<typeof documentSourceSchema>

/** `Article.source` as it lies in the database: `null` for a story that was not imported. */
export function readDocumentSource(stored: unknown): DocumentSource | null {
  if (stored === null || stored === undefined) return null
  const { success, data } = documentSourceSchema.safeParse(stored)
  if (!success) throw new NewsroomError('INTERNAL', 'A stored document source is not of the format that we write.')
  return data
}

/** Notes which of the related headlines are stories of ours; `articleIds` is keyed by headline. */
export function linkRelatedHeadlines(source: DocumentSource, articleIds: ReadonlyMap<string, string>): DocumentSource {
  const relatedHeadlines =
    source.relatedHeadlines?.map(({ headline, articleId }) => ({
      headline,
      articleId: articleIds.get(headline) ?? articleId,
    })) ?? null
  return { ...source, relatedHeadlines }
}
