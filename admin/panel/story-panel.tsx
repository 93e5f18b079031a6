import { memo, useEffect, useRef, useState } from 'react'
import { Button } from '@keystar/ui/button'
import { Notice } from '@keystar/ui/notice'
import { Content } from '@keystar/ui/slots'
import { breakpointQueries, css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { useApolloClient, useQuery } from '@keystone-6/core/admin-ui/apollo'
import { numberIn, textIn } from '../story/read-item.ts'
import { wordsOf } from '../words/words-of.ts'
import { ChecklistPart } from './checklist-part.tsx'
import { LawPart } from './law-part.tsx'
import { readNotes } from './notes.ts'
import { NotesPart } from './notes-part.tsx'
import { findPanelStory, type PanelStory } from './panel-story.ts'
import { PartRefusal } from './part-refusal.tsx'
import { Part } from './part.tsx'
import { ReadersPart } from './readers-part.tsx'
import { SchedulePart } from './schedule-part.tsx'
import { StatePart } from './state-part.tsx'
import { Trail } from './trail-part.tsx'
import { useUnsaved } from './use-unsaved.ts'
import { Versions } from './versions-part.tsx'

/** Everything about the story that is not its text: beside the form, and as the server has it now. */
export function StoryPanel({ itemValue }: { itemValue: Record<string, unknown> }) {
  const [id, version] = [textIn(itemValue, 'id'), numberIn(itemValue, 'version')]
  const unsaved = useUnsaved(itemValue)
  return id ? <PanelOf id={id} version={version ?? 0} unsaved={unsaved} /> : null
}

type Props = { id: string; version: number; unsaved: boolean }

/** Drawn anew only when something of this changes, not with every letter typed into the form. */
const PanelOf = memo(function PanelOf({ id, version, unsaved }: Props) {
  const words = useWords()
  const client = useApolloClient()
  const { story, error } = usePanelStory(id, version)
  if (error) return <PartRefusal error={error} />
  if (!story) return null

  const readAgain = () => client.refetchQueries({ include: ['KsFetchItem'] })
  const isOld = story.version > version
  const blocked = isOld ? words.changed : unsaved ? words.unsaved : null
  const acts = { story, blocked, onMoved: readAgain }
  return (
    <aside aria-label={words.panel} className={panelStyles}>
      {isOld && !unsaved && (
        <Notice tone="caution">
          <Content>
            <Text>{words.changed}</Text>
            <Button onPress={() => void readAgain()}>{words.readAgain}</Button>
          </Content>
        </Notice>
      )}
      <StatePart {...acts} />
      <ChecklistPart items={story.checklist} />
      <SchedulePart {...acts} />
      <ReadersPart story={story} />
      <NotesPart story={story} />
      <Part name="versions" title={words.versions} summary={words.newest(story.newestRevision)}>
        <Versions {...acts} />
      </Part>
      <Part name="trail" title={words.trail}>
        <Trail key={story.version} story={story} />
      </Part>
      <LawPart {...acts} />
    </aside>
  )
})

/** Asked for anew when the form has another version, and whenever somebody comes back to the window. */
function usePanelStory(id: string, version: number) {
  const client = useApolloClient()
  const { data, error, refetch } = useQuery<{ article: PanelStory | null }>(findPanelStory, {
    variables: { id },
    fetchPolicy: 'network-only',
  })
  const known = useRef(version)
  useEffect(() => {
    if (known.current !== version) void refetch()
    known.current = version
  }, [version, refetch])
  useEffect(() => {
    const look = () => void Promise.all([refetch(), readNotes(client, id)]).catch(() => {})
    window.addEventListener('focus', look)
    return () => window.removeEventListener('focus', look)
  }, [client, id, refetch])
  // What is being asked for again stays shown meanwhile.
  const [last, setLast] = useState<PanelStory | null>(null)
  const now = data?.article ?? null
  if (now && now !== last) setLast(now)
  return { story: now ?? last, error }
}

const useWords = wordsOf({
  en: {
    panel: 'About the story',
    versions: 'Versions',
    newest: (number: number) => `Revision ${number}`,
    trail: 'Trail',
    unsaved: 'Save or reset your changes first.',
    changed: 'Somebody has changed the story since you opened it.',
    readAgain: 'Show it as it is now',
  },
  fr: {
    panel: 'Autour de l’article',
    versions: 'Versions',
    newest: number => `Révision ${number}`,
    trail: 'Journal',
    unsaved: 'Enregistrez ou annulez d’abord vos modifications.',
    changed: 'L’article a changé depuis que vous l’avez ouvert.',
    readAgain: 'Voir son état actuel',
  },
})

const panelStyles = css({
  border: `1px solid ${tokenSchema.color.border.muted}`,
  borderRadius: tokenSchema.size.radius.medium,
  backgroundColor: tokenSchema.color.background.canvas,
  // Beside the form it scrolls by itself, so that both stay at hand.
  [breakpointQueries.above.tablet]: {
    maxHeight: `calc(100vh - ${tokenSchema.size.element.xlarge} * 3 - ${tokenSchema.size.space.xlarge} * 2)`,
    overflowY: 'auto',
  },
})
