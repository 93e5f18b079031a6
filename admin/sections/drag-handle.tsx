import { useRef } from 'react'
import { DragPreview, useDrag, type DragPreviewRenderer } from 'react-aria/useDrag'
import { Icon } from '@keystar/ui/icon'
import { gripVerticalIcon } from '@keystar/ui/icon/icons/gripVerticalIcon'
import { css, tokenSchema } from '@keystar/ui/style'
import { draggedType } from './use-drop-place.ts'

type Props = { sectionKey: string; place: number; label: string; preview: string }

/** Takes a section by the mouse; by the keyboard, Enter takes it, Tab chooses its new place, Enter puts it there. */
export function DragHandle({ sectionKey, place, label, preview }: Props) {
  const previewed = useRef<DragPreviewRenderer>(null)
  const { dragProps, isDragging } = useDrag({
    getItems: () => [{ [draggedType]: sectionKey }],
    getAllowedDropOperations: () => ['move'],
    preview: previewed,
  })
  return (
    <>
      <span
        {...dragProps}
        role="button"
        tabIndex={0}
        aria-label={label}
        className={styles}
        data-dragging={isDragging || undefined}
      >
        <Icon src={gripVerticalIcon} size="small" />
        {place}
      </span>
      <DragPreview ref={previewed}>{() => <div className={previewStyles}>{preview}</div>}</DragPreview>
    </>
  )
}

const styles = css({
  display: 'inline-flex',
  alignItems: 'center',
  justifyContent: 'end',
  height: 32,
  borderRadius: tokenSchema.size.radius.small,
  color: tokenSchema.color.foreground.neutralSecondary,
  fontFamily: tokenSchema.typography.fontFamily.base,
  fontSize: 13,
  fontVariantNumeric: 'tabular-nums',
  cursor: 'grab',
  userSelect: 'none',
  '&:hover': { backgroundColor: tokenSchema.color.alias.backgroundHovered },
  '&:focus-visible': { outline: `2px solid ${tokenSchema.color.alias.focusRing}` },
  '&[data-dragging]': { cursor: 'grabbing' },
})

const previewStyles = css({
  padding: tokenSchema.size.space.medium,
  maxWidth: 320,
  backgroundColor: tokenSchema.color.background.canvas,
  border: `1px solid ${tokenSchema.color.border.neutral}`,
  borderRadius: tokenSchema.size.radius.medium,
  color: tokenSchema.color.foreground.neutralEmphasis,
  fontFamily: tokenSchema.typography.fontFamily.base,
  fontSize: 15,
  fontWeight: 600,
})
