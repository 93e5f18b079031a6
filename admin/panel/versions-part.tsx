import { useState } from 'react'
import { ActionButton, Button } from '@keystar/ui/button'
import { DialogContainer } from '@keystar/ui/dialog'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { gql } from '@keystone-6/core/admin-ui/apollo'
import { wordsOf } from '../words/words-of.ts'
import type { NamedPerson, PanelStory } from './panel-story.ts'
import { PartRefusal } from './part-refusal.tsx'
import { RestoreDialog } from './restore-dialog.tsx'
import { usePages } from './use-pages.ts'
import { VersionRow, type Chosen } from './version-row.tsx'

export type HistoryEntry = {
  number: number
  cause: string
  createdAt: string
  erased: boolean
  author: NamedPerson
}

const findHistory = gql`
  query StoryHistory($id: ID!, $first: Int!, $before: Int) {
    page: history(where: { id: $id }, first: $first, before: $before) {
      number
      cause
      createdAt
      erased
      author {
        id
        name
      }
    }
  }
`

type Props = { story: PanelStory; blocked: string | null; onMoved: () => Promise<unknown> }

/** All revisions: any two are compared, an old one becomes the working copy again. */
export function Versions({ story, blocked, onMoved }: Props) {
  const [restoring, setRestoring] = useState<HistoryEntry | null>(null)
  return (
    <>
      <VersionList key={story.version} story={story} blocked={blocked} onRestore={setRestoring} />
      <DialogContainer onDismiss={() => setRestoring(null)}>
        {restoring && <RestoreDialog story={story} entry={restoring} onMoved={onMoved} />}
      </DialogContainer>
    </>
  )
}

type ListProps = Pick<Props, 'story' | 'blocked'> & { onRestore: (entry: HistoryEntry) => void }

/** Newest first, a page at a time. */
function VersionList({ story, blocked, onRestore }: ListProps) {
  const words = useWords()
  const [chosen, setChosen] = useState<Chosen>({ from: null, to: null })
  const { rows, error, loading, hasMore, more } = usePages<HistoryEntry>(findHistory, {
    id: story.id,
    keyOf: ({ number }) => number,
  })
  if (error) return <PartRefusal error={error} />
  const sides = { from: chosen.from ?? rows[1]?.number ?? null, to: chosen.to ?? rows[0]?.number ?? null }
  const mayRestore = ({ erased, number }: HistoryEntry) =>
    !story.writeRefusal && !erased && number !== story.newestRevision
  return (
    <>
      {rows.length > 1 && (
        <div className={compareStyles}>
          <Text size="small">{words.choose}</Text>
          <Button href={`/articles/${story.id}/compare?from=${sides.from}&to=${sides.to}`}>
            {words.compare(sides.from ?? 0, sides.to ?? 0)}
          </Button>
        </div>
      )}
      <ol className={listStyles}>
        {rows.map(entry => (
          <VersionRow key={entry.number} story={story} entry={entry} sides={sides} onChoose={setChosen}>
            {mayRestore(entry) && (
              <ActionButton
                prominence="low"
                isDisabled={blocked !== null}
                aria-label={words.restoreThis(entry.number)}
                onPress={() => onRestore(entry)}
              >
                {words.restore}
              </ActionButton>
            )}
          </VersionRow>
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

const useWords = wordsOf({
  en: {
    choose: 'Choose the older and the newer side:',
    compare: (from: number, to: number) => `Compare ${from} with ${to}`,
    restore: 'Restore…',
    restoreThis: (number: number) => `Restore revision ${number}`,
    older: 'Show older revisions',
  },
  fr: {
    choose: 'Choisissez l’ancien côté et le nouveau :',
    compare: (from, to) => `Comparer ${from} et ${to}`,
    restore: 'Rétablir…',
    restoreThis: number => `Rétablir la révision ${number}`,
    older: 'Voir les révisions précédentes',
  },
})

const compareStyles = css({ display: 'grid', gap: tokenSchema.size.space.regular, justifyItems: 'start' })
const listStyles = css({
  display: 'grid',
  gap: tokenSchema.size.space.medium,
  listStyle: 'none',
  margin: 0,
  padding: 0,
})
