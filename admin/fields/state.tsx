import { Text } from '@keystar/ui/typography'
import type { CellComponent, FieldProps } from '@keystone-6/core/types'
import type { controller } from '@keystone-6/core/fields/types/select/views'
import type { State } from '../../workflow/story.ts'
import { StateBadge } from '../story/badges.tsx'
import { Panel } from '../story/panel.tsx'
import { textIn } from '../story/read-item.ts'
import { RequestedChanges } from '../story/requested-changes.tsx'

/** The working state: moved by the buttons above, never chosen here. */
export function Field({ field, value, itemValue }: FieldProps<typeof controller>) {
  if (value.kind === 'create') return null
  const state = value.value?.value
  const id = textIn(itemValue, 'id')
  return (
    <Panel title={field.label}>
      <StateBadge state={state} />
      {isState(state) && <Text size="small">{whatItMeans[state]}</Text>}
      {state === 'changes_requested' && id && <RequestedChanges articleId={id} />}
    </Panel>
  )
}

export const Cell: CellComponent = ({ value }) => <StateBadge state={value} />

const whatItMeans: Record<State, string> = {
  draft: 'It is being written.',
  in_review: 'The editors read it; its author can change it again when they send it back.',
  changes_requested: 'It went back to its author, with this request:',
  approved: 'This text, and no other, can be published. A change to it withdraws the approval.',
}

const isState = (value: unknown): value is State => typeof value === 'string' && value in whatItMeans
