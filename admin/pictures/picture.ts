/** What the desk shows of a picture wherever it is chosen. */
export type Picture = {
  id: string
  caption: string
  altText: string
  creditLine: string
  isDecorative: boolean
  /** ISO 8601 */
  rightsExpire: string | null
  killedAt: string | null
  /** A code of IPTC's vocabulary; empty where the file does not say how the picture came about. */
  digitalSourceType: string
  isIllustrative: boolean
  /** As its sender called it; empty for pictures of old. */
  fileName: string
  file: { id: string; width: number; height: number } | null
}

/** A GraphQL selection that gives a `Picture`. */
export const pictureSelection =
  'id caption altText creditLine isDecorative rightsExpire killedAt digitalSourceType isIllustrative fileName file { id width height }'

/** The address of a rendition; `width` is one of the fixed widths. */
export const renditionOf = (file: { id: string }, width: 320 | 640 | 1280): string => `/images/${file.id}/${width}.webp`

/** What a browser's file dialog offers, and what a dropped file may be. */
export const pictureExtensions = ['.jpg', '.jpeg', '.png', '.webp', '.avif', '.gif']
