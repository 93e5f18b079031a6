/** What the desk shows of a picture wherever it is chosen. */
export type Picture = {
  id: string
  caption: string
  altText: string
  creditLine: string
  isDecorative: boolean
  file: { id: string; width: number; height: number } | null
}

/** A GraphQL selection that gives a `Picture`. */
export const pictureSelection = 'id caption altText creditLine isDecorative file { id width height }'

/** What to call a picture where it can't be seen. */
export const nameOfPicture = ({ caption, altText, creditLine }: Picture): string =>
  caption || altText || (creditLine ? `Picture by ${creditLine}` : 'Picture without a caption')

/** The address of a rendition; `width` is one of the fixed widths. */
export const renditionOf = (file: { id: string }, width: 320 | 640): string => `/images/${file.id}/${width}.webp`
