export type Point = { x: number; y: number }
export type Size = { width: number; height: number }

const middle: Point = { x: 0.5, y: 0.5 }

/**
 * Where CSS `object-fit: cover` must stand so that the focal point is as near to the middle of the crop as the picture's
 * edges allow, in steps of a tenth, as readers' crops have it (`images/crop-picture.ts`; a test compares the two). `ratio`
 * is width by height; the answer, per cent of `object-position`.
 */
export function cropAround({ width, height }: Size, ratio: number, focalPoint: Point | null): Point {
  const own = width / height
  const { x, y } = focalPoint ?? middle
  return { x: positionOf(x, ratio / own), y: positionOf(y, own / ratio) }
}

/** `shown` is the part of this side that the crop shows, 1 and above all of it. */
function positionOf(at: number, shown: number): number {
  if (shown >= 1) return 50
  const start = Math.min(Math.max(at - shown / 2, 0), 1 - shown)
  return Math.round((start / (1 - shown)) * 10) * 10
}

/** A point moved by a step, within the picture; a thousandth of a side is finer than any eye. */
export function moveWithin({ x, y }: Point, by: Point): Point {
  return { x: within(x + by.x), y: within(y + by.y) }
}

export const within = (part: number): number => Math.round(Math.min(Math.max(part, 0), 1) * 1000) / 1000
