import type { CellComponent, FieldProps } from '@keystone-6/core/types'
import type { controller } from '@keystone-6/core/fields/types/select/views'
import { StoryPanel } from '../panel/story-panel.tsx'
import { StateBadge } from '../story/badges.tsx'

/** The working state is moved, never chosen: in its place stands the panel with the moves, and all else about the story. */
export function Field({ value, itemValue }: FieldProps<typeof controller>) {
  if (value.kind === 'create' || typeof itemValue !== 'object' || itemValue === null) return null
  return <StoryPanel itemValue={itemValue as Record<string, unknown>} /> // any field's form value by its key
}

export const Cell: CellComponent = ({ value }) => <StateBadge state={value} />
