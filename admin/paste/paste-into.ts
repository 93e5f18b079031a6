import { divideAtHeadings, withoutHeadings, type Pasted, type PastedSection } from './pasted-block.ts'
import { readHtml } from './read-html.ts'
import { readPlain } from './read-plain.ts'
import { writeHtml } from './write-html.ts'

export type PasteOutcome = {
  sections: PastedSection[]
  startsHere: boolean
  leftOutPictures: number
  isTooLong: boolean
}

/** Beyond this nobody pastes a text; it would stop the page while it is read. */
const mostCharacters = 4_000_000
const ownFormat = 'application/x-keystone-document-editor'

/**
 * Puts what was pasted into the document editor: its structure, without its rubbish. Where the cursor stands at the end
 * of a text, headings begin sections of their own, which the caller adds; within a text they become lines in bold.
 * Null where the editor does better by itself: its own texts, and an address pasted over words.
 */
export function pasteInto(editable: HTMLElement, data: DataTransfer): PasteOutcome | null {
  const [html, plain] = [data.getData('text/html'), data.getData('text/plain')]
  if (data.types.includes(ownFormat) || (!html && !plain) || isAddressOverWords(plain)) return null
  if (html.length + plain.length > mostCharacters)
    return { sections: [], startsHere: false, leftOutPictures: 0, isTooLong: true }
  const { blocks, leftOutPictures } = read(html, plain)
  const isEmpty = isBlank(editable.textContent)
  const { here, sections } = isCursorAtEnd(editable)
    ? divideAtHeadings(blocks)
    : { here: withoutHeadings(blocks), sections: [] }
  if (here.length > 0) insert(editable, writeHtml(here))
  return { sections, startsHere: isEmpty && here.length === 0, leftOutPictures, isTooLong: false }
}

function read(html: string, plain: string): Pasted {
  const structured = html ? readHtml(html) : null
  return structured && structured.blocks.length > 0
    ? structured
    : { ...readPlain(plain), leftOutPictures: structured?.leftOutPictures ?? 0 }
}

/** As a browser tells the editor of a paste. */
function insert(editable: HTMLElement, html: string): void {
  const dataTransfer = new DataTransfer()
  dataTransfer.setData('text/html', html)
  editable.dispatchEvent(
    new InputEvent('beforeinput', { inputType: 'insertFromPaste', dataTransfer, bubbles: true, cancelable: true }),
  )
}

function isCursorAtEnd(editable: HTMLElement): boolean {
  const selection = editable.ownerDocument.getSelection()
  if (!selection || selection.rangeCount === 0) return true
  const rest = selection.getRangeAt(0).cloneRange()
  rest.collapse(false)
  rest.setEnd(editable, editable.childNodes.length)
  return isBlank(rest.toString())
}

function isAddressOverWords(plain: string): boolean {
  return /^https?:\/\/\S+$/.test(plain.trim()) && !document.getSelection()?.isCollapsed
}

const isBlank = (text: string | null) => !(text ?? '').replaceAll('\ufeff', '').trim()
