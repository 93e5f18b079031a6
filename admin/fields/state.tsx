import type { CellComponent, FieldProps } from '@keystone-6/core/types'
import type { controller } from '@keystone-6/core/fields/types/select/views'
import { StateBadge } from '../story/badges.tsx'
import { Panel } from '../story/panel.tsx'

/** The working state: moved by the buttons above, never chosen here. */
export function Field({ field, value }: FieldProps<typeof controller>) {
  if (value.kind === 'create') return null
  return (
    <Panel title={field.label}>
      <StateBadge state={value.value?.value} />
    </Panel>
  )
}

export const Cell: CellComponent = ({ value }) => <StateBadge state={value} />
