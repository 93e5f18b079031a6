import type { DocumentNode } from '../sections/section-draft.ts'

const tags: Record<string, string> = {
  paragraph: 'p',
  blockquote: 'blockquote',
  'ordered-list': 'ol',
  'unordered-list': 'ul',
  'list-item': 'li',
}

/** Clean HTML that the document editor reads back as these blocks; one paragraph alone goes into the line it is put in. */
export function writeHtml(nodes: DocumentNode[]): string {
  const [only] = nodes
  const inLine = nodes.length === 1 && only?.type === 'paragraph'
  // A span, since a browser drops the white space that a document begins with.
  return inLine ? `<span>${(only.children ?? []).map(write).join('')}</span>` : nodes.map(write).join('')
}

function write({ type, text, children = [], href, bold, italic }: DocumentNode): string {
  if (text !== undefined) {
    const marked = bold ? `<strong>${escape(text)}</strong>` : escape(text)
    return italic ? `<em>${marked}</em>` : marked
  }
  const inner = children.map(write).join('')
  if (type === 'link') return `<a href="${escape(String(href))}">${inner}</a>`
  const tag = tags[type ?? '']
  return tag ? `<${tag}>${inner}</${tag}>` : inner
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string) => text.replace(/[&<>"]/g, sign => entities[sign] ?? sign).replaceAll('\n', '<br>')
