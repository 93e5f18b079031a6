import { Button } from '@keystar/ui/button'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { gql } from '@keystone-6/core/admin-ui/apollo'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayTime } from '../words/say-time.ts'
import { wordsOf } from '../words/words-of.ts'
import { useActionWords } from './action-words.ts'
import { useActorName } from './actor-name.ts'
import type { NamedPerson, PanelStory } from './panel-story.ts'
import { PartRefusal } from './part-refusal.tsx'
import { reasonLines, type Line } from './reason-lines.ts'
import { useDeskChanges } from './desk-changes.ts'
import { usePages } from './use-pages.ts'
import { WrittenText } from './written-text.tsx'

export type TrailEntry = {
  sequence: number
  at: string
  action: string
  actor: NamedPerson
  from: string | null
  to: string | null
  revision: number | null
  reason: string | null
  authorBefore: string | null
  authorAfter: string | null
}

const findTrail = gql`
  query StoryTrail($id: ID!, $first: Int!, $before: Int) {
    page: articleTrail(where: { id: $id }, first: $first, before: $before) {
      sequence
      at
      action
      actor {
        id
        name
      }
      from
      to
      revision
      reason
      authorBefore
      authorAfter
    }
  }
`

/** Who did what to the story, in sentences, newest first. */
export function Trail({ story }: { story: PanelStory }) {
  const words = useWords()
  const { rows, error, loading, hasMore, more } = usePages<TrailEntry>(findTrail, {
    id: story.id,
    keyOf: ({ sequence }) => sequence,
  })
  if (error) return <PartRefusal error={error} />
  return (
    <>
      <ol className={listStyles}>
        {rows.map(entry => (
          <Entry key={entry.sequence} entry={entry} />
        ))}
      </ol>
      {hasMore && (
        <Button prominence="low" isPending={loading} onPress={more}>
          {words.older}
        </Button>
      )}
    </>
  )
}

function Entry({ entry }: { entry: TrailEntry }) {
  const language = useInterfaceLanguage()
  const nameOf = useActorName()
  const say = useActionWords()
  const deskChanges = useDeskChanges()
  const lines = entry.action === 'article.desk' ? deskChanges(entry) : reasonLines(entry.reason)
  return (
    <li className={entryStyles}>
      <Text size="small">
        <strong>{nameOf(entry.actor)}</strong> {say(entry.action, entry.revision)}.
      </Text>
      {lines.map((line, index) => (
        <ReasonLine key={index} line={line} />
      ))}
      <Text size="small" color="neutralSecondary">
        {sayTime(entry.at, language)}
      </Text>
    </li>
  )
}

function ReasonLine({ line }: { line: Line }) {
  const words = useWords()
  const language = useInterfaceLanguage()
  const said: Record<Line['kind'], string> = {
    reason: `“${line.text}”`,
    note: words.note(line.text),
    override: words.override(line.text),
    time: line.kind === 'time' ? words.time(sayTime(line.text, language)) : '',
    plain: line.text,
  }
  return <WrittenText>{said[line.kind]}</WrittenText>
}

const useWords = wordsOf({
  en: {
    older: 'Show older entries',
    note: (text: string) => `Public note: “${text}”`,
    override: (text: string) => `Checklist overridden: “${text}”`,
    time: (time: string) => `For ${time}.`,
  },
  fr: {
    older: 'Voir les entrées précédentes',
    note: text => `Note publique : « ${text} »`,
    override: text => `Liste de contrôle outrepassée : « ${text} »`,
    time: time => `Pour le ${time}.`,
  },
})

const listStyles = css({
  display: 'grid',
  gap: tokenSchema.size.space.large,
  listStyle: 'none',
  margin: 0,
  padding: 0,
})
const entryStyles = css({
  display: 'grid',
  gap: tokenSchema.size.space.regular,
  paddingInlineStart: tokenSchema.size.space.medium,
  borderInlineStart: `2px solid ${tokenSchema.color.border.muted}`,
})
