import type { CellComponent } from '@keystone-6/core/types'
import { PublicStatusBadge } from '../story/badges.tsx'

/** What readers see of the story; on its page, the panel tells more. */
export const Field = () => null

export const Cell: CellComponent = ({ value }) => <PublicStatusBadge status={value} />
