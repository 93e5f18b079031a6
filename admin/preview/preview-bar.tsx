import { useRef, useState } from 'react'
import { ActionButton, ToggleButton } from '@keystar/ui/button'
import { DialogContainer } from '@keystar/ui/dialog'
import { Icon } from '@keystar/ui/icon'
import { eyeIcon } from '@keystar/ui/icon/icons/eyeIcon'
import { linkIcon } from '@keystar/ui/icon/icons/linkIcon'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { LinksDialog } from './links-dialog.tsx'
import { PreviewPane } from './preview-pane.tsx'
import { PreviewScreen } from './preview-screen.tsx'
import { useIsWide } from './use-is-wide.ts'
import { usePreviewWords } from './words.ts'

type Props = { articleId: string; openLinks: number | null; newestRevision: number; formValue: Record<string, unknown> }

/** Opens the preview: beside the form where there is room, in its place where there is not. */
export function PreviewBar({ articleId, openLinks, newestRevision, formValue }: Props) {
  const words = usePreviewWords()
  const bar = useRef<HTMLDivElement>(null)
  const isWide = useIsWide()
  const [isShown, setIsShown] = useState(false)
  const [showsLinks, setShowsLinks] = useState(false)
  const previewed = { articleId, newestRevision, formValue }
  const close = () => {
    setIsShown(false)
    bar.current?.querySelector('button')?.focus()
  }
  return (
    <div ref={bar} className={barStyles}>
      <ToggleButton isSelected={isShown} onChange={setIsShown}>
        <Icon src={eyeIcon} />
        <Text>{words.preview}</Text>
      </ToggleButton>
      {openLinks !== null && (
        <ActionButton onPress={() => setShowsLinks(true)}>
          <Icon src={linkIcon} />
          <Text>{words.links(openLinks)}</Text>
        </ActionButton>
      )}
      {isWide && isShown && <PreviewPane {...previewed} beside={bar} onClose={close} />}
      <PreviewScreen {...previewed} isShown={!isWide && isShown} onClose={close} />
      <DialogContainer onDismiss={() => setShowsLinks(false)}>
        {showsLinks && (
          <LinksDialog articleId={articleId} newestRevision={newestRevision} onClose={() => setShowsLinks(false)} />
        )}
      </DialogContainer>
    </div>
  )
}

const barStyles = css({ display: 'flex', flexWrap: 'wrap', gap: tokenSchema.size.space.regular })
