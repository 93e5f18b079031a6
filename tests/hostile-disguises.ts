import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { gifScript, pngChunk, pngWith, webpWith } from './hostile-bytes.ts'
import { hiddenWord, type HostilePicture, type SoundPictures } from './hostile-picture.ts'
import { withSegment } from './make-pictures.ts'
import { xmpPacket } from './picture-metadata.ts'

const script = `<script>alert("${hiddenWord}")</script>`

/** What could run, under the name and first bytes of a picture. */
export function noPictures(): HostilePicture[] {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">${script}</svg>`
  const files: Record<string, [name: string, bytes: Buffer | string]> = {
    'an SVG': ['drawing.svg', svg],
    'an SVG by another name': ['photo.jpg', `<?xml version="1.0"?>${svg}`],
    'an SVG after spaces and a comment': ['photo.png', `\ufeff \n<!-- ${'x'.repeat(5_000)} -->${svg}`],
    'an SVG in UTF-16': ['photo.png', Buffer.from(`\ufeff${svg}`, 'utf16le')],
    'a compressed SVG': ['photo.svgz', gzipSync(svg)],
    'a page': ['photo.gif', `<!doctype html>${script}`],
    'a script': ['photo.js.png', `alert("${hiddenWord}")`],
    'a script for the server': ['photo.php.jpg', `<?php system($_GET["${hiddenWord}"]); ?>`],
    'a shell script': ['photo.jpg', '#!/bin/sh\nid\n'],
    'a program': ['photo.exe', Buffer.from('7f454c4602010100', 'hex')],
    'a document': ['photo.pdf', '%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript>>>>'],
    PostScript: ['photo.eps', '%!PS-Adobe-3.0 EPSF-3.0\n(%pipe%id) (r) file'],
    'commands of ImageMagick': ['photo.mvg', 'push graphic-context\nfill \'url(https://127.0.0.1/x.png"|id")\'\npop'],
    'an archive': ['photo.zip', Buffer.from('504b0304140000000800', 'hex')],
    'a bitmap': ['photo.bmp', Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)])],
    'an icon': ['photo.ico', Buffer.from('00000100010010100000010020006804', 'hex')],
    'a TIFF': ['photo.tif', Buffer.from('49492a0008000000', 'hex')],
    'a HEIC': ['photo.heic', Buffer.from('\0\0\0\x20ftypheic\0\0\0\0mif1heic', 'latin1')],
    'a JPEG XL': ['photo.jxl', Buffer.from('ff0a0000', 'hex')],
    'nothing at all': ['photo.jpg', ''],
    'a single byte': ['photo.jpg', '\xff'],
    'a script that begins like a JPEG': ['photo.jpg', Buffer.concat([Buffer.from('ffd8ff', 'hex'), Buffer.from(svg)])],
    'a script that begins like a PNG': [
      'photo.png',
      Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from(svg)]),
    ],
    'a script that begins like a GIF': ['photo.gif', `GIF89a${svg}`],
    'a script that begins like a WebP': ['photo.webp', `RIFF\x10\0\0\0WEBP${svg}`],
    'a script that begins like an AVIF': ['photo.avif', `\0\0\0\x18ftypavif\0\0\0\0avifmif1${svg}`],
  }
  return Object.entries(files).map(([what, [name, bytes]]) => ({
    what,
    name,
    bytes: Buffer.from(bytes as string),
    taken: false,
  })) // a Buffer is taken as well
}

/** Sound pictures that are something else besides: taken, and nothing of the other thing goes out. */
export async function twoThingsAtOnce({ jpeg, png, webp, gif }: SoundPictures): Promise<HostilePicture[]> {
  const [code, php] = [Buffer.from(script), Buffer.from(`<?php echo "${hiddenWord}"; ?>`)]
  const comment = Buffer.concat([Buffer.from([0x21, 0xfe, code.length]), code, Buffer.from([0])])
  const files = {
    'a GIF and a script': gifScript(`alert("${hiddenWord}")`),
    'a GIF with a page in its comment': Buffer.concat([gif.subarray(0, -1), comment, Buffer.from([0x3b])]),
    'a GIF with a page before its end': Buffer.concat([gif, code, Buffer.from([0x3b])]),
    'a JPEG with a page in its comment': withSegment(jpeg, 0xfe, code),
    'a JPEG with a script for the server in its comment': withSegment(jpeg, 0xfe, php),
    'a JPEG with a page after its end': Buffer.concat([jpeg, code]),
    'a JPEG and an archive': Buffer.concat([jpeg, Buffer.from('504b0506', 'hex'), Buffer.alloc(18), php]),
    'a JPEG with 5,000 comments': Buffer.concat([jpeg.subarray(0, 2), ...commentsOf(5_000), jpeg.subarray(2)]),
    'a PNG with a page in its texts': pngWith(png, pngChunk('tEXt', Buffer.concat([Buffer.from('Comment\0'), code]))),
    'a PNG with a page after its end': Buffer.concat([png, code]),
    'a WebP with a page in a chunk of its own': webpWith(webp, 'JUNK', code),
    'a JPEG with a page as its caption': await sharp(jpeg).withXmp(xmpPacket({ 'dc:description': { 'x-default': script } })).jpeg().toBuffer(), // prettier-ignore
  }
  return Object.entries(files).map(([what, bytes]) => ({ what, name: 'photo.html', bytes, taken: true }))
}

const commentsOf = (count: number) =>
  Array.from({ length: count }, () => Buffer.concat([Buffer.from('fffe000a', 'hex'), Buffer.from(hiddenWord)]))
