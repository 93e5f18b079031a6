import type { PictureAspect } from '../images/crop-picture.ts'
import { pictureSrcset, pictureUrl, type PictureFormat } from '../images/picture-address.ts'
import type { PublishedImage } from '../publication/content.ts'
import type { Reading } from './reading.ts'

type Asked = { format?: PictureFormat | null; aspect?: PictureAspect | null }

/** Where a picture's renditions are; everything else of it is stored as it is answered. */
export const imageResolvers = {
  url: (image: PublishedImage, asked: Asked & { width?: number | null }, reading: Reading) =>
    pictureUrl({ ...addressOf(image, reading), ...asked }),

  srcset: (image: PublishedImage, asked: Asked, reading: Reading) =>
    pictureSrcset({ ...addressOf(image, reading), ...asked }),
}

const addressOf = ({ key, width, height, focalPoint }: PublishedImage, { publicUrl }: Reading) => ({
  key,
  originalWidth: width,
  originalHeight: height,
  focalPoint,
  baseUrl: publicUrl,
})
