/** The formats that uploads may have, by the extension Keystone and browsers know them under. */
export type UploadFormat = 'jpg' | 'png' | 'webp' | 'avif' | 'gif'

export const uploadContentTypes = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  gif: 'image/gif',
} as const satisfies Record<UploadFormat, string>

/** What a file is by its first bytes; neither its name nor the type its sender states is asked. Null: not one we take. */
export function recogniseFormat(bytes: Buffer): UploadFormat | null {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpg'
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (textAt(bytes, 0, 6) === 'GIF87a' || textAt(bytes, 0, 6) === 'GIF89a') return 'gif'
  if (textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 12) === 'WEBP') return 'webp'
  if (textAt(bytes, 4, 8) === 'ftyp' && brandsOf(bytes).some(brand => brand === 'avif' || brand === 'avis')) {
    return 'avif'
  }
  return null
}

/** ISO/IEC 14496-12, box `ftyp`: its length, the major brand, a version, then the compatible brands. */
function brandsOf(bytes: Buffer): string[] {
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 256)
  const brands = [textAt(bytes, 8, 12)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(textAt(bytes, at, at + 4))
  return brands
}

const startsWith = (bytes: Buffer, signature: number[]) => signature.every((byte, index) => bytes[index] === byte)
const textAt = (bytes: Buffer, from: number, to: number) => bytes.toString('latin1', from, to)
