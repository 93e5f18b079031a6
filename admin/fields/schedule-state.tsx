import type { CellComponent } from '@keystone-6/core/types'
import { ScheduleBadge } from '../story/badges.tsx'

/** Where the story stands with its times; on its page, the panel tells more. */
export const Field = () => null

export const Cell: CellComponent = ({ value }) => <ScheduleBadge state={value} />
