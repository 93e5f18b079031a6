import { pictureSrcset, pictureUrl, type PictureFormat } from '../images/picture-address.ts'
import type { PublishedImage } from '../publication/content.ts'
import type { Reading } from './reading.ts'

/** Where a picture's renditions are; everything else of it is stored as it is answered. */
export const imageResolvers = {
  url: (image: PublishedImage, asked: { width?: number | null; format?: PictureFormat | null }, reading: Reading) =>
    pictureUrl({ key: image.key, originalWidth: image.width, baseUrl: reading.publicUrl, ...asked }),

  srcset: (image: PublishedImage, asked: { format?: PictureFormat | null }, reading: Reading) =>
    pictureSrcset({ key: image.key, originalWidth: image.width, baseUrl: reading.publicUrl, ...asked }),
}
