import { crc32, deflateSync } from 'node:zlib'

/** A PNG chunk: length, four letters, data, checksum. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)])
}

const pngHead = 33

/** The PNG with these chunks right after its header. */
export const pngWith = (png: Buffer, ...chunks: Buffer[]) =>
  Buffer.concat([png.subarray(0, pngHead), ...chunks, png.subarray(pngHead)])

/** A text, profile or XMP that is a thousandth of what it unfolds to, in each kind of chunk that may be compressed. */
export function compressedBombs(megabytes: number): Buffer[] {
  const folded = deflateSync(Buffer.alloc(megabytes * 1024 * 1024))
  const after = (head: string) => Buffer.concat([Buffer.from(head, 'latin1'), folded])
  return [
    pngChunk('iCCP', after('icc\0\0')),
    pngChunk('zTXt', after('Comment\0\0')),
    pngChunk('iTXt', after('XML:com.adobe.xmp\0\x01\0\0\0')),
  ]
}

type Canvas = { width: number; height: number; bits: 1 | 8 | 16; colour: 'grey' | 'rgba'; isInterlaced?: boolean }

/** A sound PNG of nothing: a few kilobytes, whatever its size. Interlaced, it has to be unfolded whole before its first row. */
export function blankPng({ width, height, bits, colour, isInterlaced = false }: Canvas): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([bits, colour === 'grey' ? 0 : 6, 0, 0, isInterlaced ? 1 : 0], 8)
  const rowBytes = (pixels: number) => 1 + Math.ceil((pixels * bits * (colour === 'grey' ? 1 : 4)) / 8)
  const passes = isInterlaced ? adam7 : [[0, 0, 1, 1] as const]
  const bytes = passes.reduce((sum, [left, top, across, down]) => {
    const [columns, rows] = [Math.ceil((width - left) / across), Math.ceil((height - top) / down)]
    return columns > 0 && rows > 0 ? sum + rows * rowBytes(columns) : sum
  }, 0)
  const parts = [pngChunk('IHDR', head), pngChunk('IDAT', deflateSync(Buffer.alloc(bytes))), pngChunk('IEND', empty)]
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts])
}

const empty = Buffer.alloc(0)

/** Left, top, and the steps across and down of the seven passes. */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

/** A PNG that moves, as browsers show it; `still` is its first frame, and its only one to whom knows no APNG. */
export function animatedPng(still: Buffer, { width, height }: { width: number; height: number }): Buffer {
  const control = (sequence: number) => {
    const data = Buffer.alloc(26)
    for (const [index, value] of [sequence, width, height].entries()) data.writeUInt32BE(value, index * 4)
    data.writeUInt16BE(1, 20)
    data.writeUInt16BE(10, 22)
    return pngChunk('fcTL', data)
  }
  const frames = Buffer.alloc(8)
  frames.writeUInt32BE(2, 0)
  const data = still.subarray(still.indexOf('IDAT') + 4, still.indexOf('IEND') - 8)
  const second = pngChunk('fdAT', Buffer.concat([Buffer.from([0, 0, 0, 2]), data]))
  const end = still.indexOf('IEND') - 4
  const moving = pngWith(still.subarray(0, end), pngChunk('acTL', frames), control(0))
  return Buffer.concat([moving, control(1), second, still.subarray(end)])
}

/** A GIF that is a script as well: its width reads as the beginning of a comment, which ends where its own comment does. */
export function gifScript(script: string): Buffer {
  const head = Buffer.from('GIF89a/*\x01\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1')
  const code = Buffer.from(`*/=1;${script};/*`, 'latin1')
  const comment = Buffer.concat([Buffer.from([0x21, 0xfe, code.length]), code, Buffer.from([0])])
  const frame = Buffer.from('2c0000000001000100000202440100', 'hex')
  return Buffer.concat([head, comment, frame, Buffer.from([0x3b])])
}

/** The first scan of a progressive JPEG, again and again: each goes over the whole picture once more. */
export function manyScans(progressive: Buffer, times: number): Buffer {
  const start = progressive.indexOf(Buffer.from([0xff, 0xda]))
  const next = nextMarker(progressive, start + 2 + progressive.readUInt16BE(start + 2))
  const scan = progressive.subarray(start, next)
  const again = Array.from({ length: times }, () => scan)
  return Buffer.concat([progressive.subarray(0, next), ...again, progressive.subarray(next)])
}

/** In what is coded, 0xff is followed by 0; anything else ends it. */
function nextMarker(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length - 1; at += 1) if (bytes[at] === 0xff && bytes[at + 1] !== 0) return at
  return bytes.length
}

/** The WebP with one more chunk at its end. */
export function webpWith(webp: Buffer, type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(data.length, 4)
  const whole = Buffer.concat([webp, head, data, Buffer.alloc(data.length % 2)])
  whole.writeUInt32LE(whole.length - 8, 4)
  return whole
}
