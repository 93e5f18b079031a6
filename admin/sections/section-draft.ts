import type { Picture } from '../pictures/picture.ts'

/** A block or a leaf of the document editor. */
export type DocumentNode = { type?: string; text?: string; children?: DocumentNode[]; [mark: string]: unknown }
export type Body = DocumentNode[]

/** A section as it stands in the form. `key` tells it from the others on this page; new ones have no id yet. */
export type SectionDraft = {
  key: string
  id: string | null
  heading: string
  body: Body
  image: Picture | null
  imageAltText: string
  imageCaption: string
}

/** The whole ordered list, as it stands in the form. */
export type SectionDrafts = readonly SectionDraft[]

/** What the authoring API gives for a section. */
export type StoredSection = {
  id: string
  heading: string | null
  body: { document: Body } | null
  image: Picture | null
  imageAltText: string | null
  imageCaption: string | null
}

export const emptyBody: Body = [{ type: 'paragraph', children: [{ text: '' }] }]

export function draftOf(stored: StoredSection): SectionDraft {
  const { id, heading, body, image, imageAltText, imageCaption } = stored
  return {
    key: id,
    id,
    heading: heading ?? '',
    body: body?.document.length ? body.document : emptyBody,
    image,
    imageAltText: imageAltText ?? '',
    imageCaption: imageCaption ?? '',
  }
}

export function emptySection(key: string): SectionDraft {
  return { key, id: null, heading: '', body: emptyBody, image: null, imageAltText: '', imageCaption: '' }
}

/** The section as `SectionInput` of the authoring API; with its id it keeps its identity. */
export function inputOf({ id, heading, body, image, imageAltText, imageCaption }: SectionDraft) {
  return { ...(id && { id }), heading, body, image: image && { id: image.id }, imageAltText, imageCaption }
}
