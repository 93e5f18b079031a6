import { Badge, type BadgeProps } from '@keystar/ui/badge'
import type { ScheduleState } from '../../workflow/schedule-state.ts'
import type { PublicStatus, State } from '../../workflow/story.ts'
import { wordsOf } from '../words/words-of.ts'

type Tone = BadgeProps['tone']

const stateTones: Record<State, Tone> = {
  draft: 'neutral',
  in_review: 'accent',
  changes_requested: 'caution',
  approved: 'positive',
}

const statusTones: Record<PublicStatus, Tone> = {
  unpublished: 'neutral',
  live: 'positive',
  withdrawn: 'caution',
  killed: 'critical',
}

const scheduleTones: Partial<Record<ScheduleState, Tone>> = {
  scheduled: 'accent',
  late: 'critical',
  failed: 'critical',
}

const useStateWords = wordsOf<Record<State, string>>({
  en: { draft: 'Draft', in_review: 'In review', changes_requested: 'Changes requested', approved: 'Approved' },
  fr: { draft: 'Brouillon', in_review: 'En relecture', changes_requested: 'À reprendre', approved: 'Validé' },
})

const useStatusWords = wordsOf<Record<PublicStatus, string>>({
  en: { unpublished: 'Unpublished', live: 'Live', withdrawn: 'Withdrawn', killed: 'Killed' },
  fr: { unpublished: 'Non publié', live: 'En ligne', withdrawn: 'Dépublié', killed: 'Retiré' },
})

const useScheduleWords = wordsOf({
  en: { scheduled: 'Scheduled', late: 'Late', failed: 'Failed' },
  fr: { scheduled: 'Programmé', late: 'En retard', failed: 'Échec' },
})

/** Where the working copy stands. Nothing for a value that is not known yet. */
export const StateBadge = ({ state }: { state: unknown }) => badgeOf(stateTones, useStateWords(), state)

/** What readers see of the story. */
export const PublicStatusBadge = ({ status }: { status: unknown }) => badgeOf(statusTones, useStatusWords(), status)

/** Where it stands with its times; nothing where none is set. */
export const ScheduleBadge = ({ state }: { state: unknown }) => badgeOf(scheduleTones, useScheduleWords(), state)

function badgeOf(tones: Record<string, Tone>, words: Record<string, string>, value: unknown) {
  const label = typeof value === 'string' ? words[value] : undefined
  return label ? <Badge tone={tones[String(value)]}>{label}</Badge> : null
}
