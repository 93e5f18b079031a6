import type { RenditionWidth } from './picture-address.ts'

export type PictureSize = { width: number; height: number }

/** A camera's full frame of 6000 × 4000. As AVIF it takes 6 s of one core and 400 MB; the next size up, minutes. */
export const largestRenditionPixels = 24_000_000

/** WebP cannot be longer on any side. */
export const largestRenditionSide = 16_383

/**
 * Width and height in pixels of a rendition: never enlarged, the proportions kept, and made smaller than asked only
 * where it would go over `largestRenditionPixels` or `largestRenditionSide`.
 */
export function sizeRendition(original: PictureSize, asked: RenditionWidth): PictureSize {
  const scale = Math.min(
    1,
    asked === 'full' ? 1 : asked / original.width,
    Math.sqrt(largestRenditionPixels / (original.width * original.height)),
    largestRenditionSide / original.width,
    largestRenditionSide / original.height,
  )
  return {
    width: Math.max(1, Math.round(original.width * scale)),
    height: Math.max(1, Math.round(original.height * scale)),
  }
}
