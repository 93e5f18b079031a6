import { useRef, useState } from 'react'
import { ActionButton, ToggleButton } from '@keystar/ui/button'
import { DialogContainer } from '@keystar/ui/dialog'
import { Icon } from '@keystar/ui/icon'
import { eyeIcon } from '@keystar/ui/icon/icons/eyeIcon'
import { linkIcon } from '@keystar/ui/icon/icons/linkIcon'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { LinksDialog } from './links-dialog.tsx'
import { previewAddress } from './preview-address.ts'
import { PreviewPane } from './preview-pane.tsx'
import { useIsWide } from './use-is-wide.ts'
import { usePreviewWords } from './words.ts'

type Props = { articleId: string; openLinks: number | null; newestRevision: number; formValue: Record<string, unknown> }

/** Opens the preview: beside the form where there is room, in a window of its own where there is not. */
export function PreviewBar({ articleId, openLinks, newestRevision, formValue }: Props) {
  const words = usePreviewWords()
  const bar = useRef<HTMLDivElement>(null)
  const isWide = useIsWide()
  const [isShown, setIsShown] = useState(false)
  const [showsLinks, setShowsLinks] = useState(false)
  const close = () => {
    setIsShown(false)
    bar.current?.querySelector('button')?.focus()
  }
  return (
    <div ref={bar} className={barStyles}>
      {isWide ? (
        <ToggleButton isSelected={isShown} onChange={setIsShown}>
          <Icon src={eyeIcon} />
          <Text>{words.showBeside}</Text>
        </ToggleButton>
      ) : (
        <NarrowButton articleId={articleId} />
      )}
      {openLinks !== null && (
        <ActionButton onPress={() => setShowsLinks(true)}>
          <Icon src={linkIcon} />
          <Text>{words.links(openLinks)}</Text>
        </ActionButton>
      )}
      {isWide && isShown && <PreviewPane {...{ articleId, newestRevision, formValue }} beside={bar} onClose={close} />}
      <DialogContainer onDismiss={() => setShowsLinks(false)}>
        {showsLinks && (
          <LinksDialog articleId={articleId} newestRevision={newestRevision} onClose={() => setShowsLinks(false)} />
        )}
      </DialogContainer>
    </div>
  )
}

function NarrowButton({ articleId }: { articleId: string }) {
  const words = usePreviewWords()
  const language = useInterfaceLanguage()
  return (
    <ActionButton
      href={previewAddress(articleId, { revision: null, language })}
      target="_blank"
      rel="noopener"
      aria-description={words.tooNarrow}
    >
      <Icon src={eyeIcon} />
      <Text>{words.showBeside}</Text>
    </ActionButton>
  )
}

const barStyles = css({ display: 'flex', flexWrap: 'wrap', gap: tokenSchema.size.space.regular })
