import { useState } from 'react'
import { Badge } from '@keystar/ui/badge'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { wordsOf } from '../words/words-of.ts'
import { NoteForm } from './note-form.tsx'
import { NoteThread } from './note-thread.tsx'
import { isOpen, useNoteMoves, useNotes } from './notes.ts'
import type { PanelStory } from './panel-story.ts'
import { Part } from './part.tsx'
import { PartRefusal } from './part-refusal.tsx'

/** What colleagues ask and answer about the story and its sections; open ones hold back an approval. */
export function NotesPart({ story }: { story: PanelStory }) {
  const words = useWords()
  const { notes, error } = useNotes(story.id)
  const move = useNoteMoves(story.id)
  const [settledShown, setSettledShown] = useState(false)
  const open = notes?.filter(isOpen) ?? []
  const settled = notes?.filter(note => !isOpen(note)) ?? []
  const atHand = !story.trashedAt && !story.archivedAt
  return (
    <Part
      name="notes"
      title={words.title}
      summary={open.length > 0 ? <Badge tone="caution">{words.open(open.length)}</Badge> : words.none}
    >
      {error && <PartRefusal error={error} />}
      {open.length > 0 && <Text size="small">{words.holdsBack}</Text>}
      <ul className={listStyles}>
        {open.map(note => (
          <NoteThread key={note.id} note={note} move={move} />
        ))}
      </ul>
      {atHand && (
        <NoteForm
          label={words.write}
          button={words.add}
          onSend={text => move('open', { article: story.id, sectionId: '', text })}
        />
      )}
      {settled.length > 0 && (
        <details
          className={settledStyles}
          open={settledShown}
          onToggle={event => setSettledShown(event.currentTarget.open)}
        >
          <summary>{words.settled(settled.length)}</summary>
          {settledShown && (
            <ul className={listStyles}>
              {settled.map(note => (
                <NoteThread key={note.id} note={note} move={move} />
              ))}
            </ul>
          )}
        </details>
      )}
    </Part>
  )
}

const useWords = wordsOf({
  en: {
    title: 'Notes',
    none: 'None open',
    open: (count: number) => `${count} open`,
    holdsBack: 'The story cannot be approved before they are resolved.',
    write: 'New note on the story',
    add: 'Add note',
    settled: (count: number) => `${count} resolved`,
  },
  fr: {
    title: 'Notes',
    none: 'Aucune ouverte',
    open: count => `${count} ouverte${count > 1 ? 's' : ''}`,
    holdsBack: 'L’article ne peut être validé avant qu’elles soient réglées.',
    write: 'Nouvelle note sur l’article',
    add: 'Ajouter la note',
    settled: count => `${count} réglée${count > 1 ? 's' : ''}`,
  },
})

const listStyles = css({
  display: 'grid',
  gap: tokenSchema.size.space.medium,
  listStyle: 'none',
  margin: 0,
  padding: 0,
})

const settledStyles = css({
  color: tokenSchema.color.foreground.neutralSecondary,
  fontFamily: tokenSchema.typography.fontFamily.base,
  fontSize: tokenSchema.typography.text.small.size,
  '& summary': { cursor: 'pointer', paddingBlock: tokenSchema.size.space.regular },
  '& summary:focus-visible': { outline: `2px solid ${tokenSchema.color.alias.focusRing}` },
})
