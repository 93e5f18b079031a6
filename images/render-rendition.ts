import sharp, { type Sharp } from 'sharp'

import { cropBox, type Crop } from './crop-picture.ts'
import { contentTypes, renditionFile, type PictureFormat, type RenditionWidth } from './picture-address.ts'
import { originalKey, renditionKey, type PictureStorage } from './picture-storage.ts'
import { decoding, renditionTurn } from './picture-work.ts'
import { sizeRendition, type PictureSize } from './size-rendition.ts'

export type WantedRendition = { key: string; width: RenditionWidth; format: PictureFormat; crop?: Crop }

/**
 * A picture at one of the fixed widths, or whole, in one of the four formats: upright, sRGB, and without any metadata (no
 * position, no camera, no name). It is made when first asked for, once for all who ask, and kept in the storage. Of an
 * animation, the first frame. Null when there is no such original; throws `UNAVAILABLE` when too many are being made.
 */
export function renderRendition(storage: PictureStorage, wanted: WantedRendition): Promise<Buffer | null> {
  const kept = renditionKey(wanted.key, renditionFile(wanted.width, wanted.format, wanted.crop))
  const making = underWay.get(storage) ?? new Map<string, Promise<Buffer | null>>()
  underWay.set(storage, making)
  const known = making.get(kept)
  if (known) return known
  const answer = readOrMake(storage, wanted, kept).finally(() => making.delete(kept))
  making.set(kept, answer)
  return answer
}

const underWay = new WeakMap<PictureStorage, Map<string, Promise<Buffer | null>>>()

async function readOrMake(storage: PictureStorage, wanted: WantedRendition, kept: string): Promise<Buffer | null> {
  const madeBefore = await storage.read(kept)
  if (madeBefore) return madeBefore
  return renditionTurn(async () => {
    const original = await storage.read(originalKey(wanted.key))
    if (!original) return null
    const bytes = await encodeRendition(original, wanted)
    await storage.put(kept, bytes, contentTypes[wanted.format])
    return bytes
  })
}

async function encodeRendition(original: Buffer, { width, format, crop }: WantedRendition): Promise<Buffer> {
  const { autoOrient } = await sharp(original, decoding).metadata()
  // sharp converts to sRGB (CMYK too, by the picture's own profile) and drops all metadata unless told otherwise.
  const whole = sharp(original, { ...decoding, autoOrient: true })
  const box = crop && cropBox(autoOrient, crop)
  const shown = box ? whole.extract(box) : whole
  const picture = shown.resize({ ...sizeRendition(box ?? autoOrient, width), fit: 'fill' })
  return encode[format](picture, autoOrient).timeout({ seconds: secondsToRender }).toBuffer()
}

const secondsToRender = 60

/** Qualities at which a photograph at its fixed width shows no loss to the eye; photographs are most of what we serve. */
const encode: Record<PictureFormat, (picture: Sharp, size: PictureSize) => Sharp> = {
  // JPEG knows no transparency: what is transparent turns white rather than black.
  JPEG: picture => picture.flatten({ background: 'white' }).jpeg({ quality: 80, mozjpeg: true }),
  PNG: picture => picture.png(),
  WEBP: picture => picture.webp({ quality: 80 }),
  // Effort 3 of 9: the default, 4, took five times as long (3.5 s at 1280 pixels) for 1 % fewer bytes.
  AVIF: picture => picture.avif({ quality: 55, effort: 3 }),
}
