import { Text } from '@keystar/ui/typography'
import type { CellComponent, FieldController, FieldControllerConfig, FieldProps } from '@keystone-6/core/types'
import { PublicStatusBadge } from '../story/badges.tsx'
import { Panel } from '../story/panel.tsx'
import { publicFacts } from '../story/public-facts.ts'

type Controller = FieldController<unknown>

/** What readers see of the story, since when, and what of it they do not see yet. */
export function Field({ value, itemValue }: FieldProps<() => Controller>) {
  if (value === null) return null
  return (
    <Panel title="For readers">
      <PublicStatusBadge status={value} />
      {publicFacts(itemValue).map(fact => (
        <Text key={fact} size="small">
          {fact}
        </Text>
      ))}
    </Panel>
  )
}

export const Cell: CellComponent = ({ value }) => <PublicStatusBadge status={value} />

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
