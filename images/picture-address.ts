import { NewsroomError } from '../errors.ts'
import {
  cropAround,
  cropBox,
  parseCrop,
  pictureAspects,
  writeCrop,
  type Crop,
  type FocalPoint,
  type PictureAspect,
} from './crop-picture.ts'

/** The widths, in pixels, at which renditions are made; any other goes to the next, and beyond the last to `full`. */
export const pictureWidths = [320, 640, 960, 1280, 1920] as const

/** What readers can ask for. The names are those of the delivery schema's `ImageFormat`. */
export const pictureFormats = ['JPEG', 'PNG', 'WEBP', 'AVIF'] as const

export type PictureFormat = (typeof pictureFormats)[number]
export type RenditionWidth = (typeof pictureWidths)[number] | 'full'

export const defaultPictureFormat: PictureFormat = 'WEBP'

const extensions = { JPEG: 'jpg', PNG: 'png', WEBP: 'webp', AVIF: 'avif' } as const satisfies Record<
  PictureFormat,
  string
>

export const contentTypes = {
  JPEG: 'image/jpeg',
  PNG: 'image/png',
  WEBP: 'image/webp',
  AVIF: 'image/avif',
} as const satisfies Record<PictureFormat, string>

type AddressedPicture = {
  key: string
  format?: PictureFormat | null
  originalWidth: number
  baseUrl?: string
  /** Where both are given, as much of the picture as has this aspect, around its focal point. */
  aspect?: PictureAspect | null
  originalHeight?: number
  focalPoint?: FocalPoint | null
}

/**
 * Where a picture is read: `/images/<key>/<width>.<ext>`, or `full.<ext>` without a width and wherever a fixed width
 * would not be smaller than the original, since nothing is enlarged; `<width>-16x9-3.<ext>` for a crop. `baseUrl` (no slash at its end) makes it absolute.
 * Throws `INVALID_INPUT` for a width that is not a whole number from 1 on.
 */
export function pictureUrl(picture: AddressedPicture & { width?: number | null }): string {
  const { crop, width } = shownPart(picture)
  const file = renditionFile(
    renditionWidth(picture.width ?? 'full', width),
    picture.format ?? defaultPictureFormat,
    crop,
  )
  return `${picture.baseUrl ?? ''}/images/${picture.key}/${file}`
}

/** The `srcset` of a picture: every rendition up to 1920 pixels, and the whole picture where it is no wider than that. */
export function pictureSrcset(picture: AddressedPicture): string {
  const { width: whole } = shownPart(picture)
  const smaller = pictureWidths.filter(width => width < whole)
  const all = whole <= Math.max(...pictureWidths) ? [...smaller, whole] : smaller
  return all.map(width => `${pictureUrl({ ...picture, width })} ${width}w`).join(', ')
}

/** The crop that is asked for, if any, and the pixels across what is shown. */
function shownPart({ aspect, originalWidth, originalHeight, focalPoint }: AddressedPicture) {
  if (!aspect || originalHeight === undefined) return { width: originalWidth }
  const original = { width: originalWidth, height: originalHeight }
  const crop = cropAround(original, aspect, focalPoint)
  return { crop, width: cropBox(original, crop).width }
}

/** The one width under which a picture as wide as asked is kept: the next fixed one, or `full`. */
export function renditionWidth(asked: number | 'full', originalWidth: number): RenditionWidth {
  if (asked === 'full') return 'full'
  if (!Number.isSafeInteger(asked) || asked < 1) {
    throw new NewsroomError(
      'INVALID_INPUT',
      `A picture cannot be ${asked} pixels wide. Ask for a whole number from 1 on.`,
    )
  }
  const next = pictureWidths.find(width => width >= asked)
  return next === undefined || next >= originalWidth ? 'full' : next
}

/** `640.webp`, `full.jpg`, `640-16x9-3.webp`. */
export function renditionFile(width: RenditionWidth, format: PictureFormat, crop?: Crop): string {
  return `${width}${crop ? `-${writeCrop(crop)}` : ''}.${extensions[format]}`
}

export type AskedRendition = { width: number | 'full'; format: PictureFormat; crop?: Crop }

/** Reads the last part of an address, `500.webp`. Throws `INVALID_INPUT` in words. */
export function parseRenditionFile(file: string): AskedRendition {
  const [, width, crop, extension] = /^([^.]+?)(?:-(\d+x[^.]+))?\.([^.]+)$/.exec(file) ?? []
  if (width === undefined || extension === undefined) {
    throw new NewsroomError(
      'INVALID_INPUT',
      `A picture's address ends like 640.webp or full.jpg: a width (${pictureWidths.join(', ')} or full), a dot, and ` +
        `one of ${Object.values(extensions).join(', ')}.`,
    )
  }
  return {
    width: parseWidth(width),
    format: parseFormat(extension),
    ...(crop === undefined ? {} : { crop: parseAskedCrop(crop) }),
  }
}

/** Reads `?width=500&format=webp`; what is absent is the full width and WebP. Throws `INVALID_INPUT` in words. */
export function parseRenditionQuery(query: { width?: unknown; format?: unknown }): AskedRendition {
  return {
    width: query.width === undefined ? 'full' : parseWidth(String(query.width)),
    format: query.format === undefined ? defaultPictureFormat : parseFormat(String(query.format)),
  }
}

function parseAskedCrop(text: string): Crop {
  const crop = parseCrop(text)
  if (crop) return crop
  const shapes = Object.values(pictureAspects).map(shape => shape.join('x'))
  throw new NewsroomError(
    'INVALID_INPUT',
    `Pictures are not cropped as this address asks. Ask for one of ${shapes.join(', ')}, and a place from 0 to 10: 640-16x9-5.webp.`,
  )
}

function parseWidth(text: string): number | 'full' {
  if (text === 'full') return text
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new NewsroomError(
    'INVALID_INPUT',
    `The width in this address is neither “full” nor a whole number of pixels. Ask for one of ${pictureWidths.join(', ')}.`,
  )
}

function parseFormat(text: string): PictureFormat {
  const asked = text.toLowerCase() === 'jpg' ? 'JPEG' : text.toUpperCase()
  const format = pictureFormats.find(known => known === asked)
  if (format) return format
  throw new NewsroomError(
    'INVALID_INPUT',
    `Pictures are not served in the format this address asks for. Ask for one of ${Object.values(extensions).join(', ')}.`,
  )
}
