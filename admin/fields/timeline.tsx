import { Text } from '@keystar/ui/typography'
import type { FieldProps } from '@keystone-6/core/types'
import type { controller } from '@keystone-6/core/fields/types/timestamp/views'
import { Panel } from '../story/panel.tsx'
import { numberIn, timeIn } from '../story/read-item.ts'
import { sayTime } from '../words/say-time.ts'

/** When the story was begun and last saved. */
export function Field({ itemValue }: FieldProps<typeof controller>) {
  const [created, updated] = [timeIn(itemValue, 'createdAt'), timeIn(itemValue, 'updatedAt')]
  const [minutes, version] = [numberIn(itemValue, 'readingMinutes'), numberIn(itemValue, 'version')]
  if (!created) return null
  return (
    <Panel title="About this text">
      {minutes !== null && <Text size="small">{minutes === 1 ? '1 minute' : `${minutes} minutes`} to read.</Text>}
      <Text size="small">Begun on {sayTime(created)}.</Text>
      {updated && (
        <Text size="small">
          Last saved on {sayTime(updated)}
          {version && `, version ${version}`}.
        </Text>
      )}
    </Panel>
  )
}
