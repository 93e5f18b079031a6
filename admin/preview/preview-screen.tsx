import { Dialog, DialogContainer } from '@keystar/ui/dialog'
import { Content } from '@keystar/ui/slots'
import { css } from '@keystar/ui/style'
import { CloseButton } from './close-button.tsx'
import { PreviewView, type Previewed } from './preview-view.tsx'
import { usePreviewWords } from './words.ts'

type Props = Previewed & { isShown: boolean; onClose: () => void }

/** The preview in the place of the form, where a window has no room for both: as typed, and Escape leads back. */
export function PreviewScreen({ isShown, onClose, ...previewed }: Props) {
  const words = usePreviewWords()
  return (
    <DialogContainer type="fullscreen" onDismiss={onClose}>
      {isShown && (
        <Dialog aria-label={words.preview}>
          <Content>
            <div className={screenStyles}>
              <PreviewView {...previewed} end={<CloseButton onClose={onClose} />} />
            </div>
          </Content>
        </Dialog>
      )}
    </DialogContainer>
  )
}

const screenStyles = css({
  display: 'grid',
  gridTemplate: 'auto minmax(0, 1fr) / minmax(0, 1fr)',
  height: '100%',
})
