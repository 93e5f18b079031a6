import { useRef, type DragEvent, type ReactNode, useState } from 'react'
import { Button } from '@keystar/ui/button'
import { FileTrigger } from '@keystar/ui/drag-and-drop'
import { Icon } from '@keystar/ui/icon'
import { plusIcon } from '@keystar/ui/icon/icons/plusIcon'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { useLibraryWords } from './library-words.ts'
import { pictureExtensions } from './picture.ts'

type Add = (files: readonly File[]) => void

/** Opens the file dialog; several at once are welcome. */
export function AddPicturesButton({ onAdd }: { onAdd: Add }) {
  const words = useLibraryWords()
  return (
    <FileTrigger acceptedFileTypes={pictureExtensions} allowsMultiple onSelect={files => onAdd([...(files ?? [])])}>
      <Button prominence="high">
        <Icon src={plusIcon} />
        <Text>{words.add}</Text>
      </Button>
    </FileTrigger>
  )
}

/** Files that are dropped anywhere on these parts of the page are added. The button does the same without a mouse. */
export function DropPictures({ onAdd, children }: { onAdd: Add; children: ReactNode }) {
  const words = useLibraryWords()
  const [isOver, setIsOver] = useState(false)
  // Entering a part inside tells of leaving the part around it.
  const depth = useRef(0)
  const carriesFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files')
  return (
    <div
      className={dropStyles}
      onDragEnter={event => {
        if (!carriesFiles(event)) return
        depth.current += 1
        setIsOver(true)
      }}
      onDragOver={event => carriesFiles(event) && event.preventDefault()}
      onDragLeave={() => {
        depth.current = Math.max(0, depth.current - 1)
        if (depth.current === 0) setIsOver(false)
      }}
      onDrop={event => {
        if (!carriesFiles(event)) return
        event.preventDefault()
        depth.current = 0
        setIsOver(false)
        onAdd([...event.dataTransfer.files])
      }}
    >
      {children}
      {isOver && (
        <div className={overStyles} aria-hidden="true">
          {words.dropHere}
        </div>
      )}
    </div>
  )
}

const dropStyles = css({ position: 'relative', width: '100%', minHeight: '70vh' })

const overStyles = css({
  position: 'absolute',
  inset: 0,
  display: 'grid',
  alignContent: 'start',
  justifyItems: 'center',
  paddingTop: '18vh',
  color: tokenSchema.color.foreground.accent,
  fontFamily: tokenSchema.typography.fontFamily.base,
  fontSize: tokenSchema.typography.text.large.size,
  fontWeight: 600,
  backgroundColor: tokenSchema.color.background.accent,
  opacity: 0.94,
  border: `2px dashed ${tokenSchema.color.border.accent}`,
  borderRadius: tokenSchema.size.radius.large,
  pointerEvents: 'none',
})
