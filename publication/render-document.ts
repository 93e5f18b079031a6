import { readBlocks } from './document-blocks.ts'
import { renderHtml } from './render-html.ts'
import { renderText } from './render-text.ts'

/**
 * What readers get of a Keystone document field: safe HTML (see `PublishedSection.html`) and its text to the letter.
 * Any value is taken; what is no document has neither.
 */
export function renderDocument(document: unknown): { html: string; text: string } {
  const blocks = readBlocks(document)
  return { html: renderHtml(blocks), text: renderText(blocks) }
}
