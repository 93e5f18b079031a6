import { withSegment } from './make-pictures.ts'

const namespaces = {
  dc: 'http://purl.org/dc/elements/1.1/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  Iptc4xmpCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  plus: 'http://ns.useplus.org/ldf/xmp/1.0/',
}

/** An XMP packet; a text is a short value, a list several of one, an object one value a language. */
export function xmpPacket(properties: Record<string, string | string[] | Record<string, string>>): string {
  const declared = Object.entries(namespaces).map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  const inside = Object.entries(properties).map(([name, value]) => `<${name}>${valueOf(value)}</${name}>`)
  return (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
    `<rdf:Description rdf:about="" ${declared.join(' ')}>${inside.join('')}</rdf:Description></rdf:RDF></x:xmpmeta>`
  )
}

function valueOf(value: string | string[] | Record<string, string>): string {
  if (typeof value === 'string') return escaped(value)
  if (Array.isArray(value))
    return `<rdf:Seq>${value.map(each => `<rdf:li>${escaped(each)}</rdf:li>`).join('')}</rdf:Seq>`
  const each = Object.entries(value).map(
    ([language, text]) => `<rdf:li xml:lang="${language}">${escaped(text)}</rdf:li>`,
  )
  return `<rdf:Alt>${each.join('')}</rdf:Alt>`
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

/** A JPEG with IPTC datasets, `[record, number, value]`, as Photoshop puts them there. */
export function withIptc(jpeg: Buffer, datasets: [record: number, number: number, value: Buffer][]): Buffer {
  const block = Buffer.concat(datasets.flatMap(([record, number, value]) => [head(record, number, value), value]))
  const resource = Buffer.concat([Buffer.from('8BIM\x04\x04\0\0', 'latin1'), Buffer.alloc(4), block])
  resource.writeUInt32BE(block.length, 8)
  const even = block.length % 2 ? Buffer.alloc(1) : Buffer.alloc(0)
  return withSegment(jpeg, 0xed, Buffer.concat([Buffer.from('Photoshop 3.0\0', 'latin1'), resource, even]))
}

function head(record: number, number: number, { length }: Buffer): Buffer {
  const bytes = Buffer.from([0x1c, record, number, 0, 0])
  bytes.writeUInt16BE(length, 3)
  return bytes
}
