import sharp, { type Metadata } from 'sharp'

import { Refusal, type Sentence } from '../errors.ts'
import { nameForPeople } from './drain-upload.ts'
import { decoding, largestPicturePixels, uploadTurn } from './picture-work.ts'
import { recogniseFormat, type UploadFormat } from './recognise-format.ts'
import type { PictureSize } from './size-rendition.ts'

/** Frames of an animation that are decoded to see that it is sound; readers get the first. */
const mostFrames = 500

const secondsToDecode = 15

/**
 * Says what picture these bytes hold, after decoding the whole of it: its format, and its size in pixels the way up that
 * it is shown. Throws `UPLOAD_REFUSED` for anything else than a sound JPEG, PNG, WebP, AVIF or GIF within the limits.
 */
export async function checkPicture(bytes: Buffer, filename: string): Promise<{ format: UploadFormat } & PictureSize> {
  const name = nameForPeople(filename)
  const format = recogniseFormat(bytes)
  if (!format) throw refused(name, notAPicture, exportIt)
  return uploadTurn(async () => {
    const { pages = 1, autoOrient: size } = await readHeader(bytes, name)
    assertWithinLimits(pages, size, name)
    await decodeWhole(bytes, name, format)
    return { format, width: size.width, height: size.height }
  })
}

/** Without the pixel limit, so that a picture over it is refused in our words: nothing is decoded here. */
const readHeader = (bytes: Buffer, name: string): Promise<Metadata> =>
  orDamaged(name, () => sharp(bytes, { ...decoding, limitInputPixels: false }).metadata())

function assertWithinLimits(pages: number, { width, height }: PictureSize, name: string): void {
  if (pages > mostFrames) throw refused(name, tooManyFrames(pages), makeSmaller)
  if (width * height * pages > largestPicturePixels) {
    const megapixels = (pixels: number) => Math.ceil(pixels / 1_000_000)
    const [has, most] = [megapixels(width * height * pages), megapixels(largestPicturePixels)]
    const sentence = {
      en: `has ${has} megapixels${pages > 1 ? ' in all its frames' : ''}, and at most ${most} are taken`,
      fr: `a ${has} mégapixels${pages > 1 ? ' sur toutes ses vues' : ''}, et ${most} au plus sont pris`,
    }
    throw refused(name, sentence, makeSmaller)
  }
}

async function decodeWhole(bytes: Buffer, name: string, format: UploadFormat): Promise<void> {
  // The decoder leaves out frames that are cut off, without a word. A whole GIF ends in its trailer.
  if (format === 'gif' && lastByte(bytes) !== 0x3b) throw damaged(name)
  // Shrunk, so that 100 megapixels need not stand in memory at once; every row is still read.
  await orDamaged(name, () =>
    sharp(bytes, { ...decoding, animated: format === 'gif' || format === 'webp' })
      .resize({ width: 32, height: 32, fit: 'fill' })
      .timeout({ seconds: secondsToDecode })
      .raw()
      .toBuffer(),
  )
}

/** Some programs pad a file with zeros. */
const lastByte = (bytes: Buffer) => bytes.findLast(byte => byte !== 0)

async function orDamaged<T>(name: string, decode: () => Promise<T>): Promise<T> {
  try {
    return await decode()
  } catch (error) {
    throw Object.assign(damaged(name), { cause: error })
  }
}

const notAPicture = {
  en: 'is not a JPEG, PNG, WebP, AVIF or GIF picture, whatever its name says',
  fr: 'n’est pas une image JPEG, PNG, WebP, AVIF ou GIF, quoi que dise son nom',
}
const tooManyFrames = (pages: number) => ({
  en: `has ${pages} frames, and at most ${mostFrames} are taken`,
  fr: `a ${pages} vues, et ${mostFrames} au plus sont prises`,
})
const broken = {
  en: 'is damaged or cut off: it cannot be opened',
  fr: 'est abîmée ou tronquée : elle ne s’ouvre pas',
}
const exportIt = { en: 'Export it as JPEG, then upload that.', fr: 'Exportez-la en JPEG, puis envoyez ce fichier.' }
const makeSmaller = { en: 'Make it smaller, then upload it again.', fr: 'Réduisez-la, puis renvoyez-la.' }
const askAgain = {
  en: 'Save it again, or ask its sender for another copy.',
  fr: 'Enregistrez-la de nouveau, ou demandez-en une autre copie.',
}

const damaged = (name: string) => refused(name, broken, askAgain)

const refused = (name: string, what: Sentence, next: Sentence) =>
  new Refusal('UPLOAD_REFUSED', {
    en: `“${name}” ${what.en}. ${next.en}`,
    fr: `« ${name} » ${what.fr}. ${next.fr}`,
  })
