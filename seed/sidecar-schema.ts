import { z } from 'zod'
import { documentLimits } from './document-format.ts'
import { findUnreadable } from './find-unreadable.ts'

const tag = z.strictObject({
  name: line(100),
  slug: slug().optional().describe('Made from the name when absent.'),
  kind: z.enum(['rubric', 'place', 'person', 'organisation', 'topic']),
  uri: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional()
    .describe('What the tag is elsewhere, e.g. an IPTC Media Topic.'),
})

const image = z
  .strictObject({
    file: z
      .string()
      .max(100)
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*\.(jpe?g|png|webp|avif|gif)$/, 'must be the file name of a picture, no folder')
      .describe('A file in seed/images.'),
    altText: line(1_000, { least: 0 }).describe('What the picture shows; empty only for one that is decorative.'),
    caption: line(documentLimits.caption)
      .optional()
      .describe('Of the picture; a caption in the document is for that use.'),
    creditLine: line(300),
    isIllustrative: z.boolean(),
    isDecorative: z.boolean().default(false),
    focalPoint: z
      .strictObject({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) })
      .optional()
      .describe('From the left and from the top.'),
  })
  .refine(({ altText, isDecorative }) => altText !== '' || isDecorative, {
    path: ['altText'],
    error: 'must say what the picture shows, unless isDecorative is true',
  })

const tags = z
  .array(tag)
  .max(100)
  .refine(list => list.filter(({ kind }) => kind === 'rubric').length <= 1, 'at most one tag may be a rubric')
  .refine(list => new Set(list.map(({ name }) => name)).size === list.length, 'a tag is named twice')
  .meta({ contains: { type: 'object', properties: { kind: { const: 'rubric' } } }, minContains: 0, maxContains: 1 })

/** The fields of a sidecar; `sidecar.schema.json` is made from them, for editors' tools. */
export const sidecarSchema = z
  .strictObject({
    $schema: z.string().max(500).optional().describe('Where this schema lies, for editors’ tools.'),
    slug: slug(),
    description: line(500).describe('The standfirst.'),
    language: z
      .string()
      .max(35)
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, 'must be a language tag (BCP 47), such as fr or pt-BR')
      .default('fr'),
    byline: line(200).optional(),
    author: person(),
    approver: person().describe('Somebody else than the author.'),
    publisher: person(),
    tags: tags.default([]),
    image: image.optional(),
    headings: lineNumbers().describe('Lines that are headings, though the rule says otherwise.'),
    paragraphs: lineNumbers().describe('Lines that are no headings, though the rule says so.'),
  })
  .refine(({ author, approver }) => author.toLowerCase() !== approver.toLowerCase(), {
    path: ['approver'],
    error: 'must be somebody else than the author',
  })

/** One line of text, with nothing in it that a document would be refused for. */
function line(most: number, { least } = { least: 1 }) {
  return z
    .string()
    .min(least)
    .max(most)
    .superRefine((text, { addIssue }) => {
      const reason = findUnreadable(text)
      if (reason !== null) addIssue({ code: 'custom', message: reason })
    })
}

function slug() {
  return z
    .string()
    .max(120)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be letters a to z, digits and single hyphens')
}

function person() {
  return z.email().max(254).describe('An e-mail address; a user who is missing is made, inactive.')
}

function lineNumbers() {
  return z.array(z.int().min(1).max(documentLimits.lines)).max(1_000).default([])
}
