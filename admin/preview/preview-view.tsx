import { useDeferredValue, useState, type ReactNode } from 'react'
import { ActionButton } from '@keystar/ui/button'
import { Icon } from '@keystar/ui/icon'
import { externalLinkIcon } from '@keystar/ui/icon/icons/externalLinkIcon'
import { Notice } from '@keystar/ui/notice'
import { ProgressCircle } from '@keystar/ui/progress'
import { Content } from '@keystar/ui/slots'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { useList } from '@keystone-6/core/admin-ui/context'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { DeviceFrame, type Device } from './device-frame.tsx'
import { contentOfForm } from './form-content.ts'
import { DevicePicker, ShownPicker } from './pane-choices.tsx'
import { previewAddress } from './preview-address.ts'
import { usePreviewPage } from './use-preview-page.ts'
import { usePreviewWords } from './words.ts'

export type Previewed = { articleId: string; newestRevision: number; formValue: Record<string, unknown> }

/** The story as readers would see it, following what is typed, under a bar that says what is shown and how wide. */
export function PreviewView({ articleId, newestRevision, formValue, end }: Previewed & { end: ReactNode }) {
  const words = usePreviewWords()
  const { fields } = useList('Article')
  const [revision, setRevision] = useState<number | null>(null)
  const [device, setDevice] = useState<Device>('phone')
  const content = contentOfForm(fields, useDeferredValue(formValue))
  const { html, refusal } = usePreviewPage({ articleId, content, revision })
  return (
    <>
      <div className={barStyles}>
        <ShownPicker articleId={articleId} newest={newestRevision} revision={revision} onChange={setRevision} />
        <DevicePicker device={device} onChange={setDevice} />
        <div className={endStyles}>
          <WindowButton articleId={articleId} revision={revision} />
          {end}
        </div>
      </div>
      <div className={bodyStyles}>
        {refusal && (
          <Notice tone="caution">
            <Content>
              <Text role="status">
                {words.stale} {refusal}
              </Text>
            </Content>
          </Notice>
        )}
        {html ? (
          <DeviceFrame html={html} device={device} title={words.page} />
        ) : (
          <div className={waitingStyles}>
            {!refusal && <ProgressCircle aria-label={words.waiting} isIndeterminate />}
          </div>
        )}
      </div>
    </>
  )
}

function WindowButton({ articleId, revision }: { articleId: string; revision: number | null }) {
  const words = usePreviewWords()
  const language = useInterfaceLanguage()
  return (
    <ActionButton
      prominence="low"
      aria-label={words.openWindow}
      href={previewAddress(articleId, { revision, language })}
      target="_blank"
      rel="noopener"
    >
      <Icon src={externalLinkIcon} />
    </ActionButton>
  )
}

const barStyles = css({
  display: 'flex',
  alignItems: 'center',
  gap: tokenSchema.size.space.regular,
  minWidth: 0,
  height: tokenSchema.size.element.xlarge,
  paddingInline: tokenSchema.size.space.medium,
  borderBottom: `1px solid ${tokenSchema.color.border.neutral}`,
})

const endStyles = css({ display: 'flex', marginInlineStart: 'auto' })

const bodyStyles = css({
  display: 'flex',
  flexDirection: 'column',
  minHeight: 0,
  '& > :last-child': { flexGrow: 1 },
})

const waitingStyles = css({ display: 'grid', placeItems: 'center' })
