import { useId } from 'react'
import { css, tokenSchema } from '@keystar/ui/style'
import { useQuery } from '@keystone-6/core/admin-ui/apollo'
import { useActionWords } from '../panel/action-words.ts'
import { useActorName } from '../panel/actor-name.ts'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayTime } from '../words/say-time.ts'
import { useLabelled } from '../words/use-labelled.ts'
import { findRevision, type Compared, type Told } from './comparison.ts'
import { useCompareWords } from './compare-words.ts'
import type { Side } from './side.ts'

type Entry = {
  id: string
  action: string
  at: string
  reason: string | null
  revision: number | null
  actor: { id: string; name: string }
}
type Found = { history: Told[]; auditEntries: Entry[] }

/** Which revision stands on a side, by whom and when it was made, and what was done with it and why. */
export function SideCard({ title, story, side }: { title: string; story: Compared; side: Side }) {
  const words = useCompareWords()
  const labelled = useLabelled()
  const titleId = useId()
  const language = useInterfaceLanguage()
  const nameOf = useActorName()
  const say = useActionWords()
  const number = numberOf(story, side)
  const { data } = useQuery<Found>(findRevision, {
    variables: { id: story.id, subject: `article:${story.id}`, number, after: (number ?? 0) + 1 },
    skip: number === null,
    fetchPolicy: 'network-only',
  })
  const told = data?.history.find(entry => entry.number === number)
  return (
    <section aria-labelledby={titleId} className={cardStyles}>
      <h2 id={titleId}>
        {labelled(title, number === null ? '–' : typeof side === 'number' ? words.revision(side) : words[side](number))}
      </h2>
      {told && (
        <p>
          {nameOf(told.author)} {say(told.cause)}, {sayTime(told.createdAt, language)}.
        </p>
      )}
      <ul>
        {data?.auditEntries.map(entry => (
          <li key={entry.id}>
            {nameOf(entry.actor)} {say(entry.action)}, {sayTime(entry.at, language)}
            {entry.reason ? words.because(entry.reason) : '.'}
          </li>
        ))}
      </ul>
    </section>
  )
}

function numberOf({ liveRevision, newestRevision }: Compared, side: Side): number | null {
  if (typeof side === 'number') return side
  return side === 'live' ? liveRevision : newestRevision
}

const cardStyles = css({
  padding: tokenSchema.size.space.large,
  border: `1px solid ${tokenSchema.color.border.muted}`,
  borderRadius: tokenSchema.size.radius.medium,
  fontSize: 14,
  lineHeight: 1.5,
  '& h2': { margin: 0, color: tokenSchema.color.foreground.neutralEmphasis, fontSize: 16, fontWeight: 600 },
  '& p': { margin: 0 },
  '& ul': { margin: 0, paddingInlineStart: tokenSchema.size.space.large, whiteSpace: 'pre-line' },
})
