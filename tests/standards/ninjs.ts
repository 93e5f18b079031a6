import type { Schema } from 'ajv'

const text = { type: 'string', minLength: 1 }
const address = { type: 'string', format: 'uri' }
const instant = { type: 'string', format: 'date-time' }
const count = { type: 'integer', minimum: 0 }

const list = (properties: Record<string, object>, required: string[] = []) => ({
  type: 'array',
  minItems: 1,
  items: { type: 'object', properties, required, additionalProperties: false },
})
const written = { role: text, contentType: text, value: { type: 'string' } }
const concept = { name: text, rel: text, uri: address, literal: text }

const properties = {
  standard: {
    type: 'object',
    properties: { name: { const: 'ninjs' }, version: { const: '3.1' }, schema: address },
    additionalProperties: false,
  },
  uri: address,
  type: { enum: ['text', 'audio', 'video', 'picture', 'graphic', 'composite', 'component', 'event', 'planning'] },
  representationType: { enum: ['full', 'partial'] },
  pubStatus: { enum: ['usable', 'withheld', 'canceled'] },
  firstCreated: instant,
  versionCreated: instant,
  language: text,
  title: text,
  slugline: text,
  by: text,
  edNote: text,
  copyrightNotice: text,
  headlines: list(written, ['value']),
  descriptions: list(written, ['value']),
  bodies: list({ ...written, charCount: count, wordCount: count }, ['value']),
  people: list(concept),
  organisations: list(concept),
  places: list(concept),
  subjects: list(concept),
  infoSources: list({ name: text, role: text }),
  altIds: list({ role: text, value: text }),
  renditions: list({ name: text, href: address, contentType: text, width: count, height: count }, ['name']),
  associations: { type: 'array', items: { $ref: '#/$defs/associated' } },
}

/**
 * What of IPTC ninjs 3.1 our feed uses, with nothing else let through. Written from the standard; that every answer also
 * satisfies the official schema was checked by hand (docs/contracts/feeds.md).
 */
export const ninjsSchema: Schema = {
  type: 'object',
  required: ['uri'],
  properties,
  additionalProperties: false,
  $defs: {
    // An associated item has a name beside what every item may have.
    associated: {
      type: 'object',
      required: ['uri', 'name'],
      properties: { ...properties, name: text },
      additionalProperties: false,
    },
  },
}
