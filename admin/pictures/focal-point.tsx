import type { KeyboardEvent, PointerEvent } from 'react'
import { css, tokenSchema } from '@keystar/ui/style'
import { moveWithin, within, type Point } from './crop-around.ts'
import { usePicturePageWords } from './picture-page-words.ts'
import { renditionOf } from './picture.ts'

type Props = {
  file: { id: string; width: number; height: number }
  point: Point | null
  /** Without it the point is shown and cannot be moved. */
  onChange?: (point: Point) => void
}

const step = 0.01
const directions: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

/** The picture with its focal point: set by a click, moved by the arrow keys, with Shift in larger steps. */
export function FocalPoint({ file, point, onChange }: Props) {
  const words = usePicturePageWords()
  const { x, y } = point ?? { x: 0.5, y: 0.5 }
  const put = (event: PointerEvent<HTMLDivElement>) => {
    const frame = event.currentTarget.getBoundingClientRect()
    onChange?.({
      x: within((event.clientX - frame.left) / frame.width),
      y: within((event.clientY - frame.top) / frame.height),
    })
  }
  const steer = (event: KeyboardEvent) => {
    const direction = directions[event.key]
    if (!direction) return
    event.preventDefault()
    const by = step * (event.shiftKey ? 10 : 1)
    onChange?.(moveWithin({ x, y }, { x: direction.x * by, y: direction.y * by }))
  }
  return (
    <div
      className={frameStyles}
      data-editable={onChange !== undefined}
      style={{ aspectRatio: `${file.width} / ${file.height}`, maxWidth: `calc(64vh * ${file.width / file.height})` }}
      onPointerDown={event => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        put(event)
      }}
      onPointerMove={event => event.currentTarget.hasPointerCapture(event.pointerId) && put(event)}
    >
      <img src={renditionOf(file, 1280)} alt="" draggable={false} className={imageStyles} />
      <div
        role="slider"
        tabIndex={onChange ? 0 : -1}
        aria-label={words.focalPoint}
        aria-disabled={!onChange}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(x * 100)}
        aria-valuetext={point ? words.focalAt(Math.round(x * 100), Math.round(y * 100)) : words.noFocalPoint}
        className={pointStyles}
        data-set={point !== null}
        style={{ left: `${x * 100}%`, top: `${y * 100}%` }}
        onKeyDown={steer}
      />
    </div>
  )
}

const frameStyles = css({
  position: 'relative',
  width: '100%',
  overflow: 'hidden',
  borderRadius: tokenSchema.size.radius.regular,
  backgroundColor: tokenSchema.color.background.surfaceSecondary,
  touchAction: 'none',
  '&[data-editable="true"]': { cursor: 'crosshair' },
})

const imageStyles = css({ display: 'block', width: '100%', height: '100%', userSelect: 'none' })

// A light ring within a dark one: to be seen on any picture.
const pointStyles = css({
  position: 'absolute',
  width: 28,
  height: 28,
  margin: '-14px 0 0 -14px',
  boxSizing: 'border-box',
  border: '3px solid #fff',
  borderRadius: '50%',
  boxShadow: '0 0 0 2px rgba(0, 0, 0, 0.75), inset 0 0 0 2px rgba(0, 0, 0, 0.6)',
  '&[data-set="false"]': { borderStyle: 'dashed', opacity: 0.75 },
  '&:focus-visible': { outline: `3px solid ${tokenSchema.color.alias.focusRing}`, outlineOffset: 4 },
})
