import { toastQueue } from '@keystar/ui/toast'
import { gql, useApolloClient } from '@keystone-6/core/admin-ui/apollo'
import type { Person } from '../navigation/use-person.ts'
import { isAtLeast } from '../roles.ts'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayTime } from '../words/say-time.ts'
import { sentenceOf } from '../words/sentence-of.ts'
import type { Entry } from './calendar-queries.ts'
import { useCalendarWords } from './calendar-words.ts'

type Mutation = ReturnType<typeof gql>
/** How an entry of a kind gets another time, or none: each names the version that was looked at. */
type Ways = { reschedule: Mutation; unschedule: Mutation }

const ways: Partial<Record<Entry['kind'], Ways>> = {
  goesLive: {
    reschedule: gql`
      mutation RescheduleStory($id: ID!, $version: Int!, $at: DateTime!, $override: String) {
        moved: scheduleArticle(where: { id: $id }, version: $version, publishAt: $at, override: $override) {
          id
        }
      }
    `,
    unschedule: gql`
      mutation UnscheduleStory($id: ID!, $version: Int!) {
        moved: unscheduleArticle(where: { id: $id }, version: $version) {
          id
        }
      }
    `,
  },
  leaves: {
    reschedule: gql`
      mutation RescheduleLeaving($id: ID!, $version: Int!, $at: DateTime) {
        moved: updateArticle(where: { id: $id }, data: { version: $version, unpublishAt: $at }) {
          id
        }
      }
    `,
    unschedule: gql`
      mutation UnscheduleLeaving($id: ID!, $version: Int!) {
        moved: updateArticle(where: { id: $id }, data: { version: $version, unpublishAt: null }) {
          id
        }
      }
    `,
  },
  release: {
    reschedule: gql`
      mutation RescheduleRelease($id: ID!, $version: Int!, $at: DateTime!) {
        moved: scheduleRelease(where: { id: $id }, version: $version, releaseAt: $at) {
          id
        }
      }
    `,
    unschedule: gql`
      mutation UnscheduleRelease($id: ID!, $version: Int!) {
        moved: unscheduleRelease(where: { id: $id }, version: $version) {
          id
        }
      }
    `,
  },
}

/** Whether this person may give the entry another time. The server asks again. */
export function mayReschedule({ kind, story }: Entry, person: Person | null): boolean {
  if (!person || !isAtLeast(person.role, 'publisher') || !ways[kind]) return false
  return kind !== 'goesLive' || (story?.moves.includes('schedule') ?? false)
}

/** Why a change was refused, in the server's words; null where it is done. */
export type Refusal = { code: string; sentence: string } | null

/** Gives an entry another time, or takes its time away; reads the calendar again either way. */
export function useReschedule() {
  const client = useApolloClient()
  const words = useCalendarWords()
  const language = useInterfaceLanguage()
  const change = async (entry: Entry, variables: { at?: string; override?: string }): Promise<Refusal> => {
    const subject = entry.story ?? entry.release
    const way = ways[entry.kind]
    if (!subject || !way) return null
    const { id, version } = subject
    try {
      await client.mutate({
        mutation: variables.at ? way.reschedule : way.unschedule,
        variables: { id, version, ...variables },
        refetchQueries: ['Calendar'],
        awaitRefetchQueries: true,
      })
    } catch (error) {
      void client.refetchQueries({ include: ['Calendar'] })
      return refusalIn(error)
    }
    const name = nameOf(entry) || words.withoutHeadline
    toastQueue.positive(variables.at ? words.moved(name, sayTime(variables.at, language)) : words.unscheduled(name))
    return null
  }
  return {
    reschedule: (entry: Entry, at: Date, override?: string) =>
      change(entry, { at: at.toISOString(), ...(override && { override }) }),
    unschedule: (entry: Entry) => change(entry, {}),
  }
}

export const nameOf = ({ story, release }: Entry): string => story?.headline ?? release?.name ?? ''

function refusalIn(error: unknown): NonNullable<Refusal> {
  const [first] = error instanceof Error && 'errors' in error && Array.isArray(error.errors) ? error.errors : []
  return { code: String(first?.extensions?.code ?? ''), sentence: sentenceOf(error) }
}
