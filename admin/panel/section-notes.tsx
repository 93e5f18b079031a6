import { ActionButton } from '@keystar/ui/button'
import { Dialog, DialogTrigger } from '@keystar/ui/dialog'
import { Icon } from '@keystar/ui/icon'
import { messageSquareIcon } from '@keystar/ui/icon/icons/messageSquareIcon'
import { usePathname } from '@keystar/ui/router'
import { Content } from '@keystar/ui/slots'
import { css, tokenSchema } from '@keystar/ui/style'
import { Heading, Text } from '@keystar/ui/typography'
import { wordsOf } from '../words/words-of.ts'
import { NoteForm } from './note-form.tsx'
import { NoteThread } from './note-thread.tsx'
import { isOpen, useNoteMoves, useNotes } from './notes.ts'

/**
 * The mark on a section’s card: how many of its notes are open, and the way to read and write them. `sectionId` is null
 * for a section that was never saved, which nobody can have a note on yet.
 */
export function SectionNotes({ sectionId, place }: { sectionId: string | null; place: number }) {
  const articleId = /^\/articles\/([^/]+)$/.exec(usePathname())?.[1] ?? ''
  if (!sectionId || articleId === '' || articleId === 'create') return null
  return <Mark articleId={decodeURIComponent(articleId)} sectionId={sectionId} place={place} />
}

function Mark({ articleId, sectionId, place }: { articleId: string; sectionId: string; place: number }) {
  const words = useWords()
  const { notes } = useNotes(articleId)
  const move = useNoteMoves(articleId)
  const own = notes?.filter(note => note.sectionId === sectionId) ?? []
  const open = own.filter(isOpen).length
  return (
    <DialogTrigger type="popover">
      <ActionButton prominence="low" aria-label={words.label(place, open)}>
        <Icon src={messageSquareIcon} color={open > 0 ? 'caution' : 'neutral'} />
        {open > 0 ? <Text>{open}</Text> : null}
      </ActionButton>
      <Dialog>
        <Heading>{words.title(place)}</Heading>
        <Content>
          <ul className={listStyles}>
            {own.map(note => (
              <NoteThread key={note.id} note={note} move={move} withPlace={false} />
            ))}
          </ul>
          <NoteForm
            label={words.write}
            button={words.add}
            onSend={text => move('open', { article: articleId, sectionId, text })}
          />
        </Content>
      </Dialog>
    </DialogTrigger>
  )
}

const useWords = wordsOf({
  en: {
    label: (place: number, open: number) => `Notes on section ${place}${open > 0 ? `, ${open} open` : ''}`,
    title: (place: number) => `Notes on section ${place}`,
    write: 'New note on this section',
    add: 'Add note',
  },
  fr: {
    label: (place, open) => `Notes sur la section ${place}${open > 0 ? `, ${open} ouverte${open > 1 ? 's' : ''}` : ''}`,
    title: place => `Notes sur la section ${place}`,
    write: 'Nouvelle note sur cette section',
    add: 'Ajouter la note',
  },
})

const listStyles = css({
  display: 'grid',
  gap: tokenSchema.size.space.medium,
  listStyle: 'none',
  margin: 0,
  marginBottom: tokenSchema.size.space.large,
  padding: 0,
})
