import { useLayoutEffect, type RefObject } from 'react'
import { createPortal } from 'react-dom'
import { css, tokenSchema } from '@keystar/ui/style'
import { CloseButton } from './close-button.tsx'
import { makeRoom } from './make-room.ts'
import { PreviewView, type Previewed } from './preview-view.tsx'
import { usePreviewWords } from './words.ts'

type Props = Previewed & {
  /** Something on the page that makes room. */
  beside: RefObject<HTMLElement | null>
  onClose: () => void
}

const paneWidth = 'clamp(30rem, 42vw, 60rem)'

/** The preview beside the form. */
export function PreviewPane({ beside, onClose, ...previewed }: Props) {
  const words = usePreviewWords()
  useLayoutEffect(() => (beside.current ? makeRoom(beside.current, paneWidth) : undefined), [beside])
  return createPortal(
    <aside aria-label={words.preview} className={paneStyles} style={{ width: paneWidth }}>
      <PreviewView {...previewed} end={<CloseButton onClose={onClose} />} />
    </aside>,
    document.body,
  )
}

const paneStyles = css({
  position: 'fixed',
  insetBlock: 0,
  insetInlineEnd: 0,
  display: 'grid',
  gridTemplate: 'auto minmax(0, 1fr) / minmax(0, 1fr)',
  backgroundColor: tokenSchema.color.background.canvas,
  borderInlineStart: `1px solid ${tokenSchema.color.border.neutral}`,
})
