import { useState, type RefObject } from 'react'
import { isTextDropItem, useDrop } from 'react-aria/useDrop'
import type { SectionActions } from './section-actions.ts'

export const draggedType = 'application/x-bouclage-section'

type Edge = 'before' | 'after'

type Target = { ref: RefObject<HTMLElement | null>; sectionKey: string; actions: SectionActions | null }

/** Takes a dragged section: by the mouse before or after this one, by the keyboard into its place. */
export function useDropPlace({ ref, sectionKey, actions }: Target) {
  const [edge, setEdge] = useState<Edge | null>(null)
  const { dropProps, isDropTarget } = useDrop({
    ref,
    isDisabled: actions === null,
    getDropOperation: types => (types.has(draggedType) ? 'move' : 'cancel'),
    onDropMove: ({ y }) => setEdge(y < (ref.current?.offsetHeight ?? 0) / 2 ? 'before' : 'after'),
    onDropExit: () => setEdge(null),
    async onDrop({ items }) {
      const [item] = items
      setEdge(null)
      if (!item || !isTextDropItem(item)) return
      const dragged = await item.getText(draggedType)
      actions?.place(dragged, { key: sectionKey, side: edge ?? 'inPlace' })
    },
  })
  return { dropProps, edge: isDropTarget ? (edge ?? 'before') : null }
}
