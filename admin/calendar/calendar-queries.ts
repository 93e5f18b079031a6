import { gql } from '@keystone-6/core/admin-ui/apollo'
import type { CalendarKind } from '../../desk/read-calendar.ts'
import { lineSelection, releaseSelection, type Line, type ReleaseLine } from '../desk/line.ts'

export type Entry = { kind: CalendarKind; at: string; story: Line | null; release: ReleaseLine | null }
export type CalendarAnswer = { calendar: { entries: Entry[]; overdue: Entry[]; isCut: boolean } }

const entrySelection = `kind at story { ${lineSelection} } release { ${releaseSelection} }`

export const readCalendar = gql`
  query Calendar($from: DateTime!, $to: DateTime!) {
    calendar(from: $from, to: $to) {
      entries { ${entrySelection} }
      overdue { ${entrySelection} }
      isCut
    }
  }
`

export const idOf = ({ kind, story, release }: Entry): string => `${kind} ${story?.id ?? release?.id}`
