import { gql } from '@keystone-6/core/admin-ui/apollo'
import type { ChecklistItem } from '../story/checklist-words.ts'
import type { ScheduleState } from '../../workflow/schedule-state.ts'
import type { PublicStatus, State } from '../../workflow/story.ts'
import type { Question, TransitionName } from '../../workflow/transitions.ts'

export type NamedPerson = { id: string; name: string }

export type PanelMove = {
  name: TransitionName
  from: string[]
  byRole: string
  orAuthor: boolean
  asks: Question[]
  allowed: boolean
  needsOverride: boolean
  refusal: { code: string; because: string | null; sentence: string } | null
}

export type LiveText = { revision: number; kind: string; at: string; by: NamedPerson | null; note: string | null }

/** All that the panel tells of a story, as the server has it now. */
export type PanelStory = {
  id: string
  headline: string
  slug: string
  state: State
  version: number
  publicStatus: PublicStatus
  scheduleState: ScheduleState
  hasUnpublishedChanges: boolean
  writeRefusal: string | null
  newestRevision: number
  approvedRevision: number | null
  liveRevision: number | null
  firstPublished: string | null
  publishAt: string | null
  unpublishAt: string | null
  embargoedUntil: string | null
  scheduledBy: NamedPerson | null
  scheduleError: string | null
  scheduleAttempts: number
  scheduleRetryAt: string | null
  killedAt: string | null
  archivedAt: string | null
  trashedAt: string | null
  createdAt: string
  updatedAt: string | null
  readingMinutes: number
  author: NamedPerson | null
  live: LiveText | null
  checklist: ChecklistItem[]
  moves: PanelMove[]
}

export const findPanelStory = gql`
  query StoryPanel($id: ID!) {
    article(where: { id: $id }) {
      id
      headline
      slug
      state
      version
      publicStatus
      scheduleState
      hasUnpublishedChanges
      writeRefusal
      newestRevision
      approvedRevision
      liveRevision
      firstPublished
      publishAt
      unpublishAt
      embargoedUntil
      scheduledBy {
        id
        name
      }
      scheduleError
      scheduleAttempts
      scheduleRetryAt
      killedAt
      archivedAt
      trashedAt
      createdAt
      updatedAt
      readingMinutes
      author {
        id
        name
      }
      live {
        revision
        kind
        at
        by {
          id
          name
        }
        note
      }
      checklist {
        code
        field
        done
        sentence
      }
      moves {
        name
        from
        byRole
        orAuthor
        asks
        allowed
        needsOverride
        refusal {
          code
          because
          sentence
        }
      }
    }
  }
`
