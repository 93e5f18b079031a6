const textMarker = 0x1c
const iptcResource = 0x0404
const mostValues = 50

/**
 * Reads the text datasets of an IPTC block (IIM 4.2), as JPEGs carry it among Photoshop's resources: values by
 * `record:dataset`, such as `2:120`, in order. Stops where the block is cut off or makes no sense.
 */
export function readIptc(block: Buffer): Map<string, string[]> {
  const raw = new Map<string, Buffer[]>()
  const bytes = amongResources(block)
  let at = 0
  while (at + 5 <= bytes.length && bytes[at] === textMarker) {
    const length = bytes.readUInt16BE(at + 3)
    const end = at + 5 + length
    // From 32 KB on the length is written otherwise; no text is as long.
    if (length > 0x7fff || end > bytes.length) break
    const name = `${bytes[at + 1]}:${bytes[at + 2]}`
    const values = raw.get(name) ?? []
    if (values.length < mostValues) raw.set(name, [...values, bytes.subarray(at + 5, end)])
    at = end
  }
  const decode = decoderFor(raw.get('1:90')?.[0])
  return new Map([...raw].map(([name, values]) => [name, values.map(decode)]))
}

/** Photoshop's resources: `8BIM`, an id, a name of even length, a length, the data, padded to even length. */
function amongResources(block: Buffer): Buffer {
  let at = block.indexOf('8BIM')
  if (at === -1) return block
  while (at + 12 <= block.length && block.toString('latin1', at, at + 4) === '8BIM') {
    const nameLength = (block[at + 6] ?? 0) + 1
    const data = at + 6 + nameLength + (nameLength % 2) + 4
    if (data > block.length) break
    const length = block.readUInt32BE(data - 4)
    if (block.readUInt16BE(at + 4) === iptcResource) return block.subarray(data, data + length)
    at = data + length + (length % 2)
  }
  return Buffer.alloc(0)
}

/**
 * Dataset 1:90 names the character set, by an ISO 2022 escape. Many files leave it out or are wrong: what is no valid
 * UTF-8 is read as Windows does in Western Europe.
 */
function decoderFor(escape: Buffer | undefined): (bytes: Buffer) => string {
  if (escape?.toString('latin1') === '\u001b.A') return readWestern
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  return bytes => {
    try {
      return utf8.decode(bytes)
    } catch {
      return readWestern(bytes)
    }
  }
}

/** Windows-1252. Node's own decoder gives control characters for these 32 (seen in 20.20). */
const readWestern = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(/[\x80-\x9f]/g, character => windowsOnly[character.charCodeAt(0) - 0x80] ?? '')

const windowsOnly = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'
