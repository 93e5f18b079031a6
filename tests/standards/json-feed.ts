import type { Schema } from 'ajv'

const text = { type: 'string', minLength: 1 }
const address = { type: 'string', format: 'uri' }
const instant = { type: 'string', format: 'date-time' }
const authors = {
  type: 'array',
  minItems: 1,
  items: { type: 'object', properties: { name: text, url: address, avatar: address }, additionalProperties: false },
}

const item = {
  type: 'object',
  // 1.1 asks for an id, and for at least one of the two contents.
  required: ['id'],
  anyOf: [{ required: ['content_html'] }, { required: ['content_text'] }],
  properties: {
    id: text,
    url: address,
    external_url: address,
    title: text,
    content_html: { type: 'string' },
    content_text: { type: 'string' },
    summary: text,
    image: address,
    banner_image: address,
    date_published: instant,
    date_modified: instant,
    authors,
    tags: { type: 'array', items: text },
    language: text,
  },
  // Extensions are objects whose names begin with an underscore.
  patternProperties: { '^_[A-Za-z]': { type: 'object' } },
  additionalProperties: false,
}

/** JSON Feed 1.1, written from jsonfeed.org/version/1.1. */
export const jsonFeedSchema: Schema = {
  type: 'object',
  required: ['version', 'title', 'items'],
  properties: {
    version: { const: 'https://jsonfeed.org/version/1.1' },
    title: text,
    home_page_url: address,
    feed_url: address,
    description: text,
    user_comment: text,
    next_url: address,
    icon: address,
    favicon: address,
    authors,
    language: text,
    expired: { type: 'boolean' },
    hubs: { type: 'array' },
    items: { type: 'array', items: item },
  },
  patternProperties: { '^_[A-Za-z]': { type: 'object' } },
  additionalProperties: false,
}
