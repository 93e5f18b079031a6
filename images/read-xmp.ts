import { Parser } from 'htmlparser2'

/** Of each property, by `xmpName`, its values in order; `language` where it has one a language. */
export type XmpProperties = Map<string, { text: string; language: string | null }[]>

const namespaces = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  dc: 'http://purl.org/dc/elements/1.1/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  Iptc4xmpCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  plus: 'http://ns.useplus.org/ldf/xmp/1.0/',
  prism: 'http://prismstandard.org/namespaces/basic/2.0/',
} as const

/** A property's full name; files are free in their prefixes. */
export const xmpName = (prefix: keyof typeof namespaces, property: string) => `${namespaces[prefix]}${property}`

// Agencies send some 40 KB; a long edit history in Photoshop, megabytes, whose beginning is enough.
const mostBytes = 512 * 1024
const deepest = 32
const mostValues = 50
const longestValue = 8_000

/**
 * Reads an XMP packet (ISO 16684-1) as far as it can be read. In one pass and without building a tree: what is malformed
 * costs no more than what is sound, and there is no way to nest or to repeat oneself into our memory.
 */
export function readXmp(packet: Buffer): XmpProperties {
  const found: XmpProperties = new Map()
  const prefixes = new Map<string, string>()
  const open: string[] = []
  let property: string | null = null
  let value: { text: string; language: string | null } | null = null

  const nameOf = (written: string) => {
    const colon = written.indexOf(':')
    return `${prefixes.get(written.slice(0, colon)) ?? ''}${written.slice(colon + 1)}`
  }
  const keep = (name: string, kept: { text: string; language: string | null }) => {
    const values = found.get(name) ?? []
    if (values.length < mostValues && kept.text.trim() !== '') found.set(name, [...values, kept])
  }
  const describes = () => open.at(-1) === xmpName('rdf', 'Description') && open.at(-2) === xmpName('rdf', 'RDF')

  const parser = new Parser(
    {
      onopentag(written, attributes) {
        for (const [name, uri] of Object.entries(attributes)) {
          if (name.startsWith('xmlns:')) prefixes.set(name.slice(6), uri)
        }
        if (open.length >= deepest) throw new Error('No XMP is nested as deep as this.')
        const name = nameOf(written)
        if (describes()) property = name
        open.push(name)
        if (property) value = { text: '', language: attributes['xml:lang'] ?? null }
        // Short values may stand as attributes of the description.
        if (describes()) {
          for (const [attribute, text] of Object.entries(attributes)) keep(nameOf(attribute), { text, language: null })
        }
      },
      ontext(text) {
        if (value && value.text.length < longestValue) value.text += text.slice(0, longestValue)
      },
      onclosetag() {
        if (property && value) keep(property, value)
        value = null
        open.pop()
        if (describes()) property = null
      },
    },
    { xmlMode: true },
  )
  try {
    parser.write(packet.subarray(0, mostBytes).toString('utf8'))
    parser.end()
  } catch {
    // What was read until then stands.
  }
  return found
}
