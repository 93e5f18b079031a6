import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'

import sharp, { type Sharp } from 'sharp'

import type { IncomingUpload } from '../images/drain-upload.ts'

/** A picture of noise, which does not compress: something to cut, to shrink and to count the bytes of. */
export function drawPicture({ width, height }: { width: number; height: number }): Sharp {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  return sharp({ create: { width, height, channels: 3, background: 'gray', noise } }).png()
}

/** A sender who sends all of it. */
export function uploadOf(bytes: Buffer, filename = 'photo.jpg'): IncomingUpload {
  return { filename, createReadStream: () => Readable.from(inPieces(bytes)) }
}

/** A sender who goes away after the first half: with an error, or without a word. */
export function uploadBrokenOff(bytes: Buffer, how: 'error' | 'silence'): IncomingUpload {
  return {
    filename: 'photo.jpg',
    createReadStream: () => {
      const stream = new Readable({ read() {} })
      stream.push(bytes.subarray(0, bytes.length / 2))
      setImmediate(() => stream.destroy(how === 'error' ? new Error('socket hang up') : undefined))
      return stream
    },
  }
}

/** A JPEG with one more segment after its start: APP1 carries EXIF and XMP, 64 KB each at most. */
export function withSegment(jpeg: Buffer, marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)])
}

/** As agencies send them: some 40 KB of captions, rights and edit history before the first pixel. */
export function xmpOf(bytes: number): Buffer {
  const history = '<rdf:li stEvt:action="saved" stEvt:softwareAgent="Desk"/>'.repeat(Math.ceil(bytes / 57))
  return Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/">${history}</x:xmpmeta>`)
}

/** A PNG whose header says that it is this large. */
export function pngThatClaims({ width, height }: { width: number; height: number }, whole: Buffer): Buffer {
  const bomb = Buffer.from(whole)
  bomb.writeUInt32BE(width, 16)
  bomb.writeUInt32BE(height, 20)
  bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29)
  return bomb
}

/** A GIF of few bytes: every frame is one pixel on a canvas of this size. */
export function gifThatClaims({ width, height, frames }: { width: number; height: number; frames: number }): Buffer {
  const screen = Buffer.from('GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1')
  screen.writeUInt16LE(width, 6)
  screen.writeUInt16LE(height, 8)
  const frame = Buffer.from('21f904000a0000002c0000000001000100000202440100', 'hex')
  return Buffer.concat([screen, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])])
}

export async function animate(frames: Buffer[]): Promise<Buffer> {
  return sharp(frames, { join: { animated: true } })
    .gif({ delay: frames.map(() => 100) })
    .toBuffer()
}

function* inPieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 16_384) yield bytes.subarray(at, at + 16_384)
}
