import { Badge, type BadgeProps } from '@keystar/ui/badge'
import { Text } from '@keystar/ui/typography'
import type { CellComponent, FieldController, FieldControllerConfig, FieldProps } from '@keystone-6/core/types'
import type { ScheduleState } from '../../workflow/schedule-state.ts'
import { Panel } from '../story/panel.tsx'
import { scheduleFacts } from '../story/schedule-facts.ts'

type Controller = FieldController<unknown>

/** When the story comes to its readers and leaves them, and what stands in the way. Nothing where no time was set. */
export function Field({ value, itemValue }: FieldProps<() => Controller>) {
  const facts = scheduleFacts(itemValue)
  if (facts.length === 0) return null
  return (
    <Panel title="Schedule">
      <ScheduleBadge state={value} />
      {facts.map(fact => (
        <Text key={fact} size="small">
          {fact}
        </Text>
      ))}
    </Panel>
  )
}

export const Cell: CellComponent = ({ value }) => <ScheduleBadge state={value} />

const looks: Partial<Record<ScheduleState, { label: string; tone: BadgeProps['tone'] }>> = {
  scheduled: { label: 'Scheduled', tone: 'accent' },
  late: { label: 'Late', tone: 'pending' },
  failed: { label: 'Failed', tone: 'critical' },
}

function ScheduleBadge({ state }: { state: unknown }) {
  const look = typeof state === 'string' ? looks[state as ScheduleState] : undefined // a state that is not known has none
  return look ? <Badge tone={look.tone}>{look.label}</Badge> : null
}

export function controller({ fieldKey, label, description }: FieldControllerConfig): Controller {
  return {
    fieldKey,
    label,
    description,
    graphqlSelection: fieldKey,
    defaultValue: null,
    deserialize: item => item[fieldKey],
    serialize: () => ({}),
  }
}
