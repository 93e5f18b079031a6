import { useState } from 'react'
import { Badge, type BadgeProps } from '@keystar/ui/badge'
import { ActionButton } from '@keystar/ui/button'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { usePerson } from '../navigation/use-person.ts'
import { isAtLeast } from '../roles.ts'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayHowLongAgo } from '../words/say-time.ts'
import { wordsOf } from '../words/words-of.ts'
import { NoteForm } from './note-form.tsx'
import { isOpen, type Note, type useNoteMoves } from './notes.ts'
import { PartRefusal } from './part-refusal.tsx'
import { WrittenText } from './written-text.tsx'

type Props = { note: Note; move: ReturnType<typeof useNoteMoves>; withPlace?: boolean }

/** A note with its answers, and what this person may do with it. */
export function NoteThread({ note, move, withPlace = true }: Props) {
  const words = useWords()
  const [answering, setAnswering] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const person = usePerson()
  const maySettle = person !== null && (isAtLeast(person.role, 'editor') || note.author?.id === person.id)
  const settle = async (name: 'resolve' | 'reopen') => setRefusal(await move(name, { id: note.id }))
  async function answer(text: string) {
    const refused = await move('reply', { id: note.id, text })
    if (refused === null) setAnswering(false)
    return refused
  }
  return (
    <li className={threadStyles} data-state={note.state}>
      {withPlace && note.sectionId && (
        <Text size="small" weight="semibold">
          {note.sectionHeading ? words.section(note.sectionHeading) : words.someSection}
        </Text>
      )}
      <Said name={note.author?.name ?? words.somebody} text={note.text} at={note.createdAt} />
      {note.replies.map((reply, index) => (
        <div key={index} className={replyStyles}>
          <Said name={reply.author} text={reply.text} at={reply.at} />
        </div>
      ))}
      <div className={movesStyles}>
        <Badge tone={tones[note.state]}>{words[note.state]}</Badge>
        {isOpen(note) && (
          <ActionButton prominence="low" aria-expanded={answering} onPress={() => setAnswering(!answering)}>
            {words.reply}
          </ActionButton>
        )}
        {maySettle && (
          <ActionButton prominence="low" onPress={() => void settle(isOpen(note) ? 'resolve' : 'reopen')}>
            {isOpen(note) ? words.resolve : words.reopen}
          </ActionButton>
        )}
      </div>
      {refusal && (
        <div role="alert">
          <PartRefusal error={{ message: refusal }} />
        </div>
      )}
      {answering && <NoteForm label={words.yourReply} button={words.send} autoFocus onSend={answer} />}
    </li>
  )
}

function Said({ name, text, at }: { name: string; text: string; at: string }) {
  const language = useInterfaceLanguage()
  return (
    <>
      <Text size="small" color="neutralSecondary">
        <strong>{name}</strong>, {sayHowLongAgo(at, language)}
      </Text>
      <WrittenText>{text}</WrittenText>
    </>
  )
}

const tones: Record<Note['state'], BadgeProps['tone']> = { open: 'caution', answered: 'accent', resolved: 'positive' }

const useWords = wordsOf({
  en: {
    open: 'Open',
    answered: 'Answered',
    resolved: 'Resolved',
    somebody: 'Somebody',
    section: (heading: string) => `On the section “${heading}”`,
    someSection: 'On a section without heading',
    reply: 'Reply',
    yourReply: 'Your reply',
    send: 'Send reply',
    resolve: 'Resolve',
    reopen: 'Reopen',
  },
  fr: {
    open: 'Ouverte',
    answered: 'Répondue',
    resolved: 'Réglée',
    somebody: 'Quelqu’un',
    section: heading => `Sur la section « ${heading} »`,
    someSection: 'Sur une section sans intertitre',
    reply: 'Répondre',
    yourReply: 'Votre réponse',
    send: 'Envoyer la réponse',
    resolve: 'Régler',
    reopen: 'Rouvrir',
  },
})

const threadStyles = css({
  display: 'grid',
  gap: tokenSchema.size.space.regular,
  padding: tokenSchema.size.space.medium,
  border: `1px solid ${tokenSchema.color.border.muted}`,
  borderRadius: tokenSchema.size.radius.regular,
  '&[data-state="open"]': { borderInlineStart: `3px solid ${tokenSchema.color.border.caution}` },
})
const replyStyles = css({
  display: 'grid',
  gap: tokenSchema.size.space.regular,
  paddingInlineStart: tokenSchema.size.space.medium,
  borderInlineStart: `2px solid ${tokenSchema.color.border.muted}`,
})
const movesStyles = css({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: tokenSchema.size.space.regular,
})
