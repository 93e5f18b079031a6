import type { State } from '../../workflow/story.ts'
import type { PanelMove } from './panel-story.ts'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayTimesIn } from '../words/say-times-in.ts'
import { wordsOf } from '../words/words-of.ts'

const frenchStates: Record<string, string> = {
  draft: 'un brouillon',
  in_review: 'en relecture',
  changes_requested: 'en attente de modifications',
  approved: 'validé',
} satisfies Record<State, string>

const englishStates: Record<string, string> = {
  draft: 'a draft',
  in_review: 'in review',
  changes_requested: 'waiting for changes',
  approved: 'approved',
} satisfies Record<State, string>

const frenchRoles: Record<string, string> = {
  author: 'aux auteurs',
  editor: 'à la relecture',
  publisher: 'aux responsables de publication',
  admin: 'aux administrateurs',
}

/** Why a move is closed, in a line of its own; by the condition that does not hold, or else by the refusal’s code. */
const useWords = wordsOf({
  en: {
    ROLE: ({ byRole, orAuthor }: PanelMove) => `For ${byRole}s and above${orAuthor ? ', and for its author' : ''}.`,
    PUBLIC_OR_MOVED_ON: 'Authors do this only to a draft that never was public. Ask an editor.',
    OWN_TEXT: 'You wrote or changed this text; somebody else must approve it.',
    STATE: ({ from }: PanelMove) => `Starts from a story that is ${listed(from, englishStates, 'or')}.`,
    NOT_LIVE: 'It is not live.',
    LIVE: 'It is live; unpublish it first.',
    NEVER_PUBLIC: 'It never was public.',
    NOT_KILLED: 'It has not been killed.',
    KILLED: 'It has been killed; a publisher must reinstate it first.',
    NOT_SCHEDULED: 'It is not scheduled.',
    SCHEDULED: 'It is scheduled; unschedule it first.',
    NOT_ARCHIVED: 'It is not archived.',
    ARCHIVED: 'It is archived; restore it first.',
    NOT_TRASHED: 'It is not in the trash.',
    TRASHED: 'It is in the trash; take it out first.',
    NOTHING_TO_PUBLISH: 'Readers have this text already.',
    NOTHING_APPROVED: 'No text is approved yet.',
    CHECKLIST_FAILED: 'The checklist is not complete.',
  },
  fr: {
    ROLE: ({ byRole, orAuthor }) => `Réservé ${frenchRoles[byRole] ?? byRole}${orAuthor ? ' et à son auteur' : ''}.`,
    PUBLIC_OR_MOVED_ON: 'L’auteur ne le peut que pour un brouillon jamais publié. Demandez à la relecture.',
    OWN_TEXT: 'Vous avez écrit ou modifié ce texte : quelqu’un d’autre doit le valider.',
    STATE: ({ from }) => `Possible seulement pour un article qui est ${listed(from, frenchStates, 'ou')}.`,
    NOT_LIVE: 'Il n’est pas en ligne.',
    LIVE: 'Il est en ligne ; dépubliez-le d’abord.',
    NEVER_PUBLIC: 'Il n’a jamais été public.',
    NOT_KILLED: 'Il n’a pas été retiré.',
    KILLED: 'Il a été retiré ; le retrait doit d’abord être levé.',
    NOT_SCHEDULED: 'Il n’est pas programmé.',
    SCHEDULED: 'Il est programmé ; déprogrammez-le d’abord.',
    NOT_ARCHIVED: 'Il n’est pas archivé.',
    ARCHIVED: 'Il est archivé ; sortez-le d’abord des archives.',
    NOT_TRASHED: 'Il n’est pas à la corbeille.',
    TRASHED: 'Il est à la corbeille ; sortez-l’en d’abord.',
    NOTHING_TO_PUBLISH: 'Les lecteurs ont déjà ce texte.',
    NOTHING_APPROVED: 'Aucun texte n’est validé.',
    CHECKLIST_FAILED: 'La liste de contrôle n’est pas complète.',
  },
})

const listed = (from: string[], names: Record<string, string>, or: string) =>
  from.map(state => names[state] ?? state).join(` ${or} `)

/** The line for a closed move; the server’s own sentence where there are no words for it. */
export function useRefusal(): (move: PanelMove) => string {
  const words: Record<string, string | ((move: PanelMove) => string)> = useWords()
  const language = useInterfaceLanguage()
  return move => {
    const { refusal } = move
    if (!refusal) return ''
    const word = words[refusal.because ?? refusal.code]
    return typeof word === 'function' ? word(move) : (word ?? sayTimesIn(refusal.sentence, language))
  }
}
