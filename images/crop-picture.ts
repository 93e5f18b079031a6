import type { PictureSize } from './size-rendition.ts'

/** Width to height. The names are those of the delivery schema's `ImageAspect`. */
export const pictureAspects = {
  SQUARE: [1, 1],
  FOUR_BY_FIVE: [4, 5],
  FOUR_BY_THREE: [4, 3],
  THREE_BY_TWO: [3, 2],
  SIXTEEN_BY_NINE: [16, 9],
} as const satisfies Record<string, readonly [width: number, height: number]>

export type PictureAspect = keyof typeof pictureAspects

/** As much of a picture as has this aspect; where something is left over, `place` of 10 parts of it come before. */
export type Crop = { aspect: PictureAspect; place: number }

export type FocalPoint = { x: number; y: number }

/** `place` counts in tenths, so that a picture has few renditions, however many ask for whatever they like. */
export const lastPlace = 10

/**
 * The crop that has the focal point nearest to its middle: the middle of the picture without one. The address carries
 * it, since the same picture may stand in two stories with two focal points, and what an address shows never changes.
 */
export function cropAround(original: PictureSize, aspect: PictureAspect, focal: FocalPoint | null | undefined): Crop {
  const { width, height } = cropSize(original, aspect)
  const across = { left: original.width - width, part: width, whole: original.width, at: focal?.x ?? 0.5 }
  const down = { left: original.height - height, part: height, whole: original.height, at: focal?.y ?? 0.5 }
  const { left, part, whole, at } = across.left > 0 ? across : down
  const before = Math.min(left, Math.max(0, at * whole - part / 2))
  return { aspect, place: left === 0 ? lastPlace / 2 : Math.round((lastPlace * before) / left) }
}

/** The pixels of a picture that a crop keeps. */
export function cropBox(original: PictureSize, { aspect, place }: Crop): PictureSize & { left: number; top: number } {
  const size = cropSize(original, aspect)
  const before = (whole: number, part: number) => Math.round(((whole - part) * place) / lastPlace)
  return { ...size, left: before(original.width, size.width), top: before(original.height, size.height) }
}

/** A picture that has the aspect already is cropped in one place, not in eleven. */
export function canonicalCrop(original: PictureSize, crop: Crop): Crop {
  const { width, height } = cropSize(original, crop.aspect)
  return width === original.width && height === original.height ? { ...crop, place: lastPlace / 2 } : crop
}

function cropSize({ width, height }: PictureSize, aspect: PictureAspect): PictureSize {
  const [across, down] = pictureAspects[aspect]
  return {
    width: Math.min(width, Math.max(1, Math.round((height * across) / down))),
    height: Math.min(height, Math.max(1, Math.round((width * down) / across))),
  }
}

/** `16x9-3`. */
export const writeCrop = ({ aspect, place }: Crop) => `${pictureAspects[aspect].join('x')}-${place}`

/** Undefined for anything that `writeCrop` does not write. */
export function parseCrop(text: string): Crop | undefined {
  const [shape, place] = text.split('-')
  const aspects = Object.keys(pictureAspects) as PictureAspect[] // its keys are known
  const aspect = aspects.find(each => pictureAspects[each].join('x') === shape)
  const crop = aspect && { aspect, place: Number(place) }
  return crop && Number.isInteger(crop.place) && crop.place >= 0 && crop.place <= lastPlace && writeCrop(crop) === text
    ? crop
    : undefined
}
