import { contentTypes, pictureUrl, renditionWidth } from '../../images/picture-address.ts'
import { sizeRendition } from '../../images/size-rendition.ts'
import type { PublishedImage } from '../../publication/content.ts'

export type FeedPicture = { url: string; width: number; height: number; contentType: string }

/** Wide enough for any reader of feeds, and a format that each of them shows. */
const width = 1280
const format = 'JPEG'

/** The rendition of a picture that feeds name, with its size as it is served. */
export function feedPicture(image: PublishedImage, publicUrl: string): FeedPicture {
  return {
    url: pictureUrl({ key: image.key, width, format, originalWidth: image.width, baseUrl: publicUrl }),
    ...sizeRendition(image, renditionWidth(width, image.width)),
    contentType: contentTypes[format],
  }
}

/** What stands below a picture: its caption, then whom to credit. */
export const captionWithCredit = ({ caption, creditLine }: PublishedImage) =>
  [caption, creditLine].filter(Boolean).join(' — ')
