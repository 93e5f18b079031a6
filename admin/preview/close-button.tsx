import { ActionButton } from '@keystar/ui/button'
import { Icon } from '@keystar/ui/icon'
import { xIcon } from '@keystar/ui/icon/icons/xIcon'
import { usePreviewWords } from './words.ts'

export function CloseButton({ onClose }: { onClose: () => void }) {
  const words = usePreviewWords()
  return (
    <ActionButton prominence="low" aria-label={words.hide} onPress={onClose}>
      <Icon src={xIcon} />
    </ActionButton>
  )
}
