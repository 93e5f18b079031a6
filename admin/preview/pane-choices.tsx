import { ActionGroup, Item } from '@keystar/ui/action-group'
import { Icon } from '@keystar/ui/icon'
import { monitorIcon } from '@keystar/ui/icon/icons/monitorIcon'
import { smartphoneIcon } from '@keystar/ui/icon/icons/smartphoneIcon'
import { tabletIcon } from '@keystar/ui/icon/icons/tabletIcon'
import { Picker, Item as Choice } from '@keystar/ui/picker'
import { Text } from '@keystar/ui/typography'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayTime } from '../words/say-time.ts'
import type { Device } from './device-frame.tsx'
import { useRevisions } from './use-revisions.ts'
import { usePreviewWords } from './words.ts'

const typed = 'typed'

type ShownProps = {
  articleId: string
  newest: number
  revision: number | null
  onChange: (revision: number | null) => void
}

/** What is shown: the text in the form, or a revision. */
export function ShownPicker({ articleId, newest, revision, onChange }: ShownProps) {
  const words = usePreviewWords()
  const language = useInterfaceLanguage()
  const revisions = useRevisions(articleId, newest)
  const choices = [
    { key: typed, label: words.typed },
    ...revisions.map(({ number, createdAt }) => ({
      key: String(number),
      label: words.revision(number, sayTime(createdAt, language)),
    })),
  ]
  return (
    <Picker
      aria-label={words.shows}
      items={choices}
      selectedKey={revision === null ? typed : String(revision)}
      onSelectionChange={key => onChange(key === typed ? null : Number(key))}
      UNSAFE_style={{ minWidth: 0, flex: '0 1 15rem' }}
    >
      {({ key, label }) => <Choice key={key}>{label}</Choice>}
    </Picker>
  )
}

const deviceIcons = { phone: smartphoneIcon, tablet: tabletIcon, desktop: monitorIcon } as const

/** As wide as which device. */
export function DevicePicker({ device, onChange }: { device: Device; onChange: (device: Device) => void }) {
  const words = usePreviewWords()
  return (
    <ActionGroup
      aria-label={words.width}
      selectionMode="single"
      disallowEmptySelection
      density="compact"
      buttonLabelBehavior="hide"
      selectedKeys={[device]}
      onSelectionChange={keys => {
        const [chosen] = keys === 'all' ? [] : keys
        if (chosen === 'phone' || chosen === 'tablet' || chosen === 'desktop') onChange(chosen)
      }}
    >
      {(['phone', 'tablet', 'desktop'] as const).map(each => (
        <Item key={each} textValue={words[each]}>
          <Icon src={deviceIcons[each]} />
          <Text>{words[each]}</Text>
        </Item>
      ))}
    </ActionGroup>
  )
}
