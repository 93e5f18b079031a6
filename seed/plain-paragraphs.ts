/** One block of Keystone's document field that plain text can carry; a line break inside it is `\n` in its text. */
export type PlainParagraph = { type: 'paragraph'; children: { text: string }[] }

/** Something that plain text cannot carry, and the number (from 1) of the block that holds it. */
export type Obstacle = { block: number; what: string }

/** A section's body for Keystone's document field; that field wants a block even where there is no text. */
export function paragraphsToKeystoneDocument(paragraphs: string[]): PlainParagraph[] {
  const texts = paragraphs.length > 0 ? paragraphs : ['']
  return texts.map(text => ({ type: 'paragraph', children: [{ text }] }))
}

/** The way back: every paragraph's text as it stands, and whatever would be lost. */
export function keystoneDocumentToParagraphs(document: unknown): { paragraphs: string[]; obstacles: Obstacle[] } {
  if (!Array.isArray(document)) return { paragraphs: [], obstacles: [{ block: 1, what: 'something that is no text' }] }
  const blocks = document.map(readBlock)
  const paragraphs = blocks.map(block => block.text)
  const obstacles = blocks.flatMap((block, index) => block.losses.map(what => ({ block: index + 1, what })))
  const isEmpty = paragraphs.length === 1 && paragraphs[0] === '' && obstacles.length === 0
  return { paragraphs: isEmpty ? [] : paragraphs, obstacles }
}

type ReadBlock = { text: string; losses: string[] }

const blockNames: Record<string, string> = {
  'ordered-list': 'a list',
  'unordered-list': 'a list',
  blockquote: 'a quote',
  heading: 'a heading inside the text',
  divider: 'a dividing line',
  code: 'a code block',
  layout: 'columns',
}

function readBlock(block: unknown): ReadBlock {
  if (!isRecord(block) || block.type !== 'paragraph' || !Array.isArray(block.children)) {
    const type = isRecord(block) && typeof block.type === 'string' ? block.type : ''
    return { text: '', losses: [(Object.hasOwn(blockNames, type) && blockNames[type]) || 'a special block'] }
  }
  const { type: _, children, ...attributes } = block
  const pieces = children.map(readPiece)
  const losses = pieces.flatMap(piece => piece.losses)
  if (Object.keys(attributes).length > 0) losses.push('alignment')
  return { text: pieces.map(piece => piece.text).join(''), losses: [...new Set(losses)] }
}

function readPiece(piece: unknown): ReadBlock {
  if (!isRecord(piece) || typeof piece.text !== 'string') {
    return { text: '', losses: [isRecord(piece) && piece.type === 'link' ? 'a link' : 'a reference'] }
  }
  const { text, ...marks } = piece
  return { text, losses: Object.keys(marks).map(mark => `${mark} text`) }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
