import { isAtLeast, roleInWords, type Person } from '../access.ts'
import { Refusal, type Language, type NewsroomError, type Sentence } from '../errors.ts'
import { isOwnText, type State, type Story } from './story.ts'
import { transitions, type Because, type Transition, type TransitionName } from './transitions.ts'

/** Why a move is closed, beside the sentence, in `extensions.because`. */
export type WhyNot = Because | 'ROLE' | 'PUBLIC_OR_MOVED_ON' | 'OWN_TEXT' | 'STATE'

const inWords: Record<State, Sentence> = {
  draft: { en: 'a draft', fr: 'un brouillon' },
  in_review: { en: 'in review', fr: 'en relecture' },
  changes_requested: { en: 'waiting for changes', fr: 'en attente de modifications' },
  approved: { en: 'approved', fr: 'validé' },
}

/** NOT_PERMITTED or OWN_TEXT where this person may not make this move, whatever the story's state. */
export function assertPersonMay(story: Story, name: TransitionName, person: Person): void {
  const refusal = whyNotThisPerson(story, transitions[name], person)
  if (refusal) throw refusal
}

/** WRONG_STATE where the table does not hold this move from where the story is. */
export function assertStoryMay(story: Story, name: TransitionName): void {
  const refusal = whyNotThisStory(story, transitions[name])
  if (refusal) throw refusal
}

/**
 * Either refusal, or null where the move is open. The story is looked at second, so that nobody is told of a state that
 * they may not change anyway.
 */
export function whyNot(story: Story, name: TransitionName, person: Person): NewsroomError | null {
  const transition: Transition = transitions[name]
  return whyNotThisPerson(story, transition, person) ?? whyNotThisStory(story, transition)
}

function whyNotThisPerson(story: Story, { by, label }: Transition, person: Person): NewsroomError | null {
  const isAuthor = story.authorId === person.id
  if (!isAtLeast(person, by.from) && !(by.orAuthor && isAuthor)) {
    const who = by.orAuthor ? `its author, or ${aRole(by.from)} and above,` : `${aRole(by.from)} and above`
    const [from, own] = [roleInWords[by.from].fr, roleInWords[person.role].fr]
    const sentence = {
      en: `“${label}” on “${story.headline}” is for ${who}; your role is ${person.role}.`,
      fr: `Sur « ${story.headline} », il faut au moins le rôle « ${from} »${by.orAuthor ? ', ou en être l’auteur' : ''} ; le vôtre est « ${own} ».`,
    }
    return new Refusal('NOT_PERMITTED', sentence, because('ROLE'))
  }
  if (by.orAuthor === 'whilePrivateDraft' && !isAtLeast(person, by.from) && !isPrivateDraft(story))
    return new Refusal(
      'NOT_PERMITTED',
      {
        en: `Authors do this only to a draft that never was public, and “${story.headline}” is not one. Ask an editor.`,
        fr: `Un auteur ne le peut que pour un brouillon jamais publié, et « ${story.headline} » n’en est pas un. Demandez à la relecture.`,
      },
      because('PUBLIC_OR_MOVED_ON'),
    )
  if (by.neverOwnText && isOwnText(story, person.id))
    return new Refusal(
      'OWN_TEXT',
      {
        en: `You wrote or changed “${story.headline}”; somebody else must approve it.`,
        fr: `Vous avez écrit ou modifié « ${story.headline} » : quelqu’un d’autre doit le valider.`,
      },
      because('OWN_TEXT'),
    )
  return null
}

function whyNotThisStory(story: Story, { from, when, label }: Transition): NewsroomError | null {
  const failed = when.find(condition => !condition.holds(story))
  const refuse = (reason: WhyNot, why: Sentence) => {
    const sentence = {
      en: `“${label}” cannot be done on “${story.headline}”: ${why.en}.`,
      fr: `Ce n’est pas possible pour « ${story.headline} » : ${why.fr}.`,
    }
    return new Refusal('WRONG_STATE', sentence, because(reason))
  }
  if (failed) return refuse(failed.because, failed.otherwise)
  if (!from.includes(story.state))
    return refuse('STATE', {
      en: `it is ${inWords[story.state].en}; this starts from ${list(from, 'en', ' or ')}`,
      fr: `il est ${inWords[story.state].fr}, et cela part d’un article qui est ${list(from, 'fr', ' ou ')}`,
    })
  return null
}

const because = (reason: WhyNot) => ({ because: reason })

const isPrivateDraft = (story: Story) => story.state === 'draft' && story.firstPublished === null
const aRole = (role: string) => (/^[aeiou]/.test(role) ? `an ${role}` : `a ${role}`)
const list = (from: readonly State[], language: Language, or: string) =>
  from.map(state => inWords[state][language]).join(or)
