/** Finished XML: whatever else goes into an element is a text, and is escaped. */
export type Markup = { readonly markup: string }

export type Attributes = Readonly<Record<string, string | number | null>>

export type Content = Markup | string | null

/** One element; a null attribute or child is left out. Names are ours, attributes and texts may be anybody's. */
export function element(name: string, attributes: Attributes, ...children: Content[]): Markup {
  const opening = `${name}${Object.entries(attributes).map(attribute).join('')}`
  const inside = children.map(writeContent).join('')
  return { markup: inside === '' ? `<${opening}/>` : `<${opening}>${inside}</${name}>` }
}

/** An element that holds a text; nothing at all where there is none. */
export const textElement = (name: string, text: string | null, attributes: Attributes = {}): Markup | null =>
  text === null || text === '' ? null : element(name, attributes, text)

/** A whole document, with the declaration in front. */
export const writeDocument = (root: Markup) => `<?xml version="1.0" encoding="UTF-8"?>\n${root.markup}\n`

/**
 * A text as it stands in an element or a quoted attribute, of XML and of HTML. Our own, because builders either write
 * characters that no XML may hold, or refuse the whole document for one of them: each becomes U+FFFD. `>` is escaped,
 * so `]]>` cannot appear; line ends and tabs too where a parser would turn them into something else.
 */
export const escapeMarkup = (text: string) =>
  text.replace(notForXml, '\uFFFD').replace(/[&<>"'\r]/g, sign => entities[sign as keyof typeof entities])

/** Control characters but tab and line feed, lone surrogates, and the two non-characters that XML 1.0 leaves out. */
// oxlint-disable-next-line no-control-regex
const notForXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '\r': '&#13;' } as const

function attribute([name, value]: [string, string | number | null]): string {
  if (value === null) return ''
  const escaped = escapeMarkup(String(value)).replace(/[\t\n]/g, sign => `&#${sign.charCodeAt(0)};`)
  return ` ${name}="${escaped}"`
}

const writeContent = (content: Content) =>
  content === null ? '' : typeof content === 'string' ? escapeMarkup(content) : content.markup
