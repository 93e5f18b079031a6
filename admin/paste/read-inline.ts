import type { DocumentNode } from '../sections/section-draft.ts'
import { cleanAddress } from './clean-address.ts'

export type Marks = { bold: boolean; italic: boolean }
export const noMarks: Marks = { bold: false, italic: false }

/** Counts what cannot be taken over. */
export type LeftOut = { pictures: number }

const nothingToRead = new Set([
  'SCRIPT',
  'STYLE',
  'META',
  'LINK',
  'TITLE',
  'HEAD',
  'XML',
  'TEMPLATE',
  'NOSCRIPT',
  'IFRAME',
  'OBJECT',
  'SVG',
  'BUTTON',
  'INPUT',
  'SELECT',
  'TEXTAREA',
  'VIDEO',
  'AUDIO',
  'CANVAS',
])

/** Text with its emphasis and links; classes, colours, sizes and the rest of a word processor's styles stay behind. */
export function readInline(node: Node, marks: Marks, leftOut: LeftOut): DocumentNode[] {
  if (node.nodeType === Node.TEXT_NODE) return leafOf(node.textContent ?? '', marks)
  if (!(node instanceof HTMLElement) || isRubbish(node)) return []
  if (node.tagName === 'BR') return leafOf('\n', marks, false)
  if (node.tagName === 'IMG') {
    if (!isTracker(node)) leftOut.pictures += 1
    return []
  }
  const inside = marksOf(node, marks)
  const children = [...node.childNodes].flatMap(child => readInline(child, inside, leftOut))
  const href = node.tagName === 'A' ? cleanAddress(node.getAttribute('href') ?? '') : null
  return href ? [linkOf(href, children)] : children
}

/** Scripts, what is hidden, and the bullets that Word writes into the text of its lists. */
export function isRubbish(element: HTMLElement): boolean {
  const style = element.getAttribute('style') ?? ''
  return (
    nothingToRead.has(element.tagName.toUpperCase()) ||
    /display\s*:\s*none|mso-hide\s*:\s*all|mso-list\s*:\s*ignore/i.test(style) ||
    (element.tagName === 'O:P' && !element.textContent?.trim())
  )
}

/** Google Docs wraps everything in a `<b>` that is not bold; styles have the last word. */
export function marksOf(element: HTMLElement, marks: Marks): Marks {
  const { fontWeight, fontStyle } = element.style
  const bold = ['B', 'STRONG'].includes(element.tagName) || marks.bold
  const italic = ['I', 'EM'].includes(element.tagName) || marks.italic
  return {
    bold: fontWeight ? /^(bold|bolder|[6-9]00)$/.test(fontWeight) : bold,
    italic: fontStyle ? /^(italic|oblique)/.test(fontStyle) : italic,
  }
}

/** Without white space at its ends and twice in a row; a non-breaking space is a sign of its own, and stays. */
export function tidyInline(children: DocumentNode[]): DocumentNode[] {
  const state = { endsInSpace: true }
  const tidied = children.map(child => tidy(child, state)).filter(child => !isEmpty(child))
  return trimEnd(tidied)
}

export const textOfInline = (children: DocumentNode[]): string =>
  children.map(({ text, children: inner }) => text ?? textOfInline(inner ?? [])).join('')

function tidy(node: DocumentNode, state: { endsInSpace: boolean }): DocumentNode {
  if (node.children) return { ...node, children: node.children.map(child => tidy(child, state)) }
  const text = (node.text ?? '').replace(/ *\n */g, '\n').replace(state.endsInSpace ? /^[ \n]+/ : /^(?!)/, '')
  if (text) state.endsInSpace = /[ \n]$/.test(text)
  return { ...node, text }
}

function trimEnd(children: DocumentNode[]): DocumentNode[] {
  const last = children.at(-1)
  if (!last) return children
  const trimmed = last.children
    ? { ...last, children: trimEnd(last.children) }
    : { ...last, text: (last.text ?? '').replace(/[ \n]+$/, '') }
  const rest = children.slice(0, -1)
  return isEmpty(trimmed) ? trimEnd(rest) : [...rest, trimmed]
}

const isEmpty = ({ text, children }: DocumentNode): boolean => (children ? children.every(isEmpty) : !text)

function leafOf(raw: string, { bold, italic }: Marks, collapse = true): DocumentNode[] {
  // What a database refuses, and a text has no use for.
  const text = (collapse ? raw.replace(/[ \t\r\n\f]+/g, ' ') : raw).replace(
    /(?!\n)[\p{Cc}\p{Cs}\u2028\u2029\u200b\ufeff\u00ad]/gu,
    '',
  )
  return text ? [{ text, ...(bold && { bold }), ...(italic && { italic }) }] : []
}

/** A link in a link is one. */
function linkOf(href: string, children: DocumentNode[]): DocumentNode {
  const leaves = children.flatMap(child => child.children ?? [child])
  return { type: 'link', href, children: leaves }
}

function isTracker(image: HTMLElement): boolean {
  return ['width', 'height'].some(side => ['0', '1'].includes(image.getAttribute(side) ?? ''))
}
