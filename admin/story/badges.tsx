import { Badge, type BadgeProps } from '@keystar/ui/badge'
import type { PublicStatus, State } from '../../workflow/story.ts'

type Look = { label: string; tone: BadgeProps['tone'] }

const states: Record<State, Look> = {
  draft: { label: 'Draft', tone: 'neutral' },
  in_review: { label: 'In review', tone: 'accent' },
  changes_requested: { label: 'Changes requested', tone: 'caution' },
  approved: { label: 'Approved', tone: 'positive' },
}

const statuses: Record<PublicStatus, Look> = {
  unpublished: { label: 'Unpublished', tone: 'neutral' },
  live: { label: 'Live', tone: 'positive' },
  withdrawn: { label: 'Withdrawn', tone: 'caution' },
  killed: { label: 'Killed', tone: 'critical' },
}

/** Where the working copy stands. Nothing for a value that is not known yet. */
export const StateBadge = ({ state }: { state: unknown }) => badgeOf(states, state)

/** What readers see of the story. */
export const PublicStatusBadge = ({ status }: { status: unknown }) => badgeOf(statuses, status)

function badgeOf(looks: Record<string, Look>, value: unknown) {
  const look = typeof value === 'string' ? looks[value] : undefined
  return look ? <Badge tone={look.tone}>{look.label}</Badge> : null
}
