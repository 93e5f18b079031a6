import { NewsroomError } from '../errors.ts'

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

/**
 * Where a picture is read: `/images/<key>/<width>.<ext>`, or `full.<ext>` without a width and wherever a fixed width
 * would not be smaller than the original, since nothing is enlarged. `baseUrl` (no slash at its end) makes it absolute.
 * Throws `INVALID_INPUT` for a width that is not a whole number from 1 on.
 */
export function pictureUrl(picture: {
  key: string
  width?: number | null
  format?: PictureFormat | null
  originalWidth: number
  baseUrl?: string
}): string {
  const file = renditionFile(
    renditionWidth(picture.width ?? 'full', picture.originalWidth),
    picture.format ?? defaultPictureFormat,
  )
  return `${picture.baseUrl ?? ''}/images/${picture.key}/${file}`
}

/** The `srcset` of a picture: every rendition up to 1920 pixels, and the whole picture where it is no wider than that. */
export function pictureSrcset(picture: {
  key: string
  format?: PictureFormat | null
  originalWidth: number
  baseUrl?: string
}): string {
  const smaller = pictureWidths.filter(width => width < picture.originalWidth)
  const all = picture.originalWidth <= Math.max(...pictureWidths) ? [...smaller, picture.originalWidth] : smaller
  return all.map(width => `${pictureUrl({ ...picture, width })} ${width}w`).join(', ')
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

/** `640.webp`, `full.jpg`. */
export function renditionFile(width: RenditionWidth, format: PictureFormat): string {
  return `${width}.${extensions[format]}`
}

export type AskedRendition = { width: number | 'full'; format: PictureFormat }

/** Reads the last part of an address, `500.webp`. Throws `INVALID_INPUT` in words. */
export function parseRenditionFile(file: string): AskedRendition {
  const [, width, extension] = /^([^.]+)\.([^.]+)$/.exec(file) ?? []
  if (width === undefined || extension === undefined) {
    throw new NewsroomError(
      'INVALID_INPUT',
      `A picture's address ends like 640.webp or full.jpg: a width (${pictureWidths.join(', ')} or full), a dot, and ` +
        `one of ${Object.values(extensions).join(', ')}.`,
    )
  }
  return { width: parseWidth(width), format: parseFormat(extension) }
}

/** Reads `?width=500&format=webp`; what is absent is the full width and WebP. Throws `INVALID_INPUT` in words. */
export function parseRenditionQuery(query: { width?: unknown; format?: unknown }): AskedRendition {
  return {
    width: query.width === undefined ? 'full' : parseWidth(String(query.width)),
    format: query.format === undefined ? defaultPictureFormat : parseFormat(String(query.format)),
  }
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
