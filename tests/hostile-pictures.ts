import sharp, { type Sharp } from 'sharp'
import { animatedPng, blankPng, compressedBombs, manyScans, pngWith } from './hostile-bytes.ts'
import { noPictures, twoThingsAtOnce } from './hostile-disguises.ts'
import { hiddenWord, type HostilePicture, type SoundPictures } from './hostile-picture.ts'
import { animate, drawPicture, gifThatClaims, pngThatClaims, withSegment, xmpOf } from './make-pictures.ts'
import { withIptc, xmpPacket } from './picture-metadata.ts'

const size = { width: 120, height: 80 }

/** Every file of the corpus, made anew; some 60 files of 6 MB in all. */
export async function hostilePictures(): Promise<HostilePicture[]> {
  const photo = drawPicture(size)
  const sound = {
    jpeg: await photo.clone().jpeg().toBuffer(),
    png: await photo.clone().png().toBuffer(),
    webp: await photo.clone().webp().toBuffer(),
    gif: await photo.clone().gif().toBuffer(),
    avif: await photo.clone().avif({ effort: 0 }).toBuffer(),
  }
  return [
    ...noPictures(),
    ...(await twoThingsAtOnce(sound)),
    ...(await bombs(sound)),
    ...cutOff(sound),
    ...(await withPosition(photo)),
    ...(await unusual(photo, sound)),
  ]
}

/** Small files that unfold to much. The last three stay within what is taken, and must cost no more than is said. */
async function bombs({ png, jpeg }: SoundPictures): Promise<HostilePicture[]> {
  const progressive = await sharp(jpeg).greyscale().jpeg({ progressive: true }).toBuffer()
  const unfolds = compressedBombs(64)
  const refused = {
    'a PNG that claims 900 megapixels': pngThatClaims({ width: 30_000, height: 30_000 }, png),
    'a PNG that claims the most that there is': pngThatClaims({ width: 0x7fff_ffff, height: 0x7fff_ffff }, png),
    'a PNG that claims no pixels': pngThatClaims({ width: 0, height: 0 }, png),
    'a PNG of 400 megapixels in 50 KB': blankPng({ width: 20_000, height: 20_000, bits: 1, colour: 'grey' }),
    'a GIF of 500 frames and 200 megapixels': gifThatClaims({ width: 1_000, height: 400, frames: 500 }),
    'a GIF of 20,000 frames': gifThatClaims({ width: 8, height: 8, frames: 20_000 }),
    'a JPEG that goes over itself 2,000 times': manyScans(progressive, 2_000),
  }
  const taken = {
    'a PNG of 100 megapixels in 13 KB': blankPng({ width: 10_000, height: 10_000, bits: 1, colour: 'grey' }),
    'a PNG that is to be unfolded whole': blankPng({
      width: 2_500,
      height: 2_500,
      bits: 16,
      colour: 'rgba',
      isInterlaced: true,
    }),
    'a PNG with texts and a profile that unfold to 192 MB': pngWith(png, ...unfolds),
  }
  return [...named(refused, false), ...named(taken, true)]
}

const named = (files: Record<string, Buffer>, taken: boolean): HostilePicture[] =>
  Object.entries(files).map(([what, bytes]) => ({ what, name: 'photo.png', bytes, taken }))

function cutOff(sound: SoundPictures): HostilePicture[] {
  return Object.entries(sound).flatMap(([format, bytes]) =>
    [12, 60, bytes.length >> 1, bytes.length - 60].map(length => ({
      what: `a ${format} cut off after ${length} of ${bytes.length} bytes`,
      name: `photo.${format}`,
      bytes: bytes.subarray(0, length),
      taken: false,
    })),
  )
}

const position = {
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '39/1 49/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '46/1 45/1 0/1' },
}

/** Where a source was met, and with whose camera, in every block of every format that may say so. */
async function withPosition(photo: Sharp): Promise<HostilePicture[]> {
  const said = photo
    .clone()
    .withExif({ IFD0: { Artist: hiddenWord, Model: hiddenWord }, ...position })
    .withXmp(xmpPacket({ 'photoshop:City': hiddenWord, 'dc:creator': [hiddenWord] }))
  const files = {
    'a JPEG with a position': await said.clone().jpeg().toBuffer(),
    'a PNG with a position': await said.clone().png().toBuffer(),
    'a WebP with a position': await said.clone().webp().toBuffer(),
    'an AVIF with a position': await said.clone().avif({ effort: 0 }).toBuffer(),
    'a JPEG with the name of a place': withIptc(await photo.clone().jpeg().toBuffer(), [
      [2, 90, Buffer.from(hiddenWord)],
      [2, 92, Buffer.from(hiddenWord)],
    ]),
  }
  return named(files, true)
}

/** Sound, and rare enough to break programs. */
async function unusual(photo: Sharp, { jpeg, png }: SoundPictures): Promise<HostilePicture[]> {
  const jpegBytes = (picture: Sharp) => picture.jpeg().toBuffer()
  const files = {
    'a photo with 60 KB of agency data': withSegment(
      withSegment(jpeg, 0xe1, xmpOf(60_000)),
      0xed,
      Buffer.alloc(60_000, hiddenWord),
    ),
    'a photo in the colours of print': await jpegBytes(photo.clone().toColourspace('cmyk')),
    'a photo of 16 bits a channel': await photo.clone().toColourspace('rgb16').png().toBuffer(),
    'a grey photo with transparency': await photo.clone().ensureAlpha(0.5).greyscale().png().toBuffer(),
    'a picture of two colours': await photo.clone().png({ palette: true, colours: 2 }).toBuffer(),
    'a progressive photo': await photo.clone().jpeg({ progressive: true }).toBuffer(),
    'a photo on its side': await jpegBytes(photo.clone().withMetadata({ orientation: 6 })),
    'a photo with an orientation that does not exist': await jpegBytes(
      photo.clone().withExif({ IFD0: { Orientation: '99' } }),
    ),
    'a photo by another name': jpeg,
    'one pixel': await drawPicture({ width: 1, height: 1 }).png().toBuffer(),
    'a picture as wide as a hair': await drawPicture({ width: 1, height: 20_000 }).png().toBuffer(),
    'a moving GIF': await animate([png, png, png]),
    'a moving WebP': await sharp([png, png], { join: { animated: true } })
      .webp({ delay: [50, 50] })
      .toBuffer(),
    'a moving PNG': animatedPng(png, size),
  }
  return Object.entries(files).map(([what, bytes]) => ({ what, name: 'photo.svg', bytes, taken: true }))
}
