import type { Role } from '../access.ts'
import type { Sentence } from '../errors.ts'
import { states, type State, type Story } from './story.ts'

/**
 * Who may make a move: a role and all above it; with `orAuthor` the story's author besides, though with
 * `'whilePrivateDraft'` only while it is a draft that never was public; with `neverOwnText` nobody whose text it is.
 */
export type Mover = { from: Role; orAuthor?: 'always' | 'whilePrivateDraft'; neverOwnText?: true }

/** What stands in the way where a condition does not hold, for whoever has words of their own. */
export type Because =
  | 'NOT_LIVE'
  | 'LIVE'
  | 'NEVER_PUBLIC'
  | 'NOT_KILLED'
  | 'KILLED'
  | 'NOT_SCHEDULED'
  | 'SCHEDULED'
  | 'NOT_ARCHIVED'
  | 'ARCHIVED'
  | 'NOT_TRASHED'
  | 'TRASHED'

/** A fact about a story that a move asks for, with the sentence for when it does not hold. */
export type Condition = { holds: (story: Story) => boolean; because: Because; otherwise: Sentence }

/** What a move writes besides the state; `perform-transition.ts` has one function for each. */
export type Effect =
  | 'none'
  | 'withdrawApproval'
  | 'pinRevision'
  | 'goLive'
  | 'schedule'
  | 'unschedule'
  | 'pinAndGoLive'
  | 'leaveLive'
  | 'kill'
  | 'reinstate'
  | 'archive'
  | 'restore'
  | 'trash'
  | 'untrash'

export type Question = 'reason' | 'note' | 'override' | 'publishAt'

export type Transition = {
  label: string
  /** What the move does, in a sentence for the confirmation dialog. */
  does: string
  from: readonly State[]
  to: State
  by: Mover
  when: readonly Condition[]
  asks: readonly Question[]
  checklist: boolean
  effect: Effect
}

const live = condition('NOT_LIVE', story => story.liveRevision !== null, {
  en: 'it is not live',
  fr: 'il n’est pas en ligne',
})
const notLive = condition('LIVE', story => story.liveRevision === null, {
  en: 'it is live; unpublish it first',
  fr: 'il est en ligne ; dépubliez-le d’abord',
})
const oncePublic = condition('NEVER_PUBLIC', story => story.firstPublished !== null, {
  en: 'it never was public',
  fr: 'il n’a jamais été public',
})
const killed = condition('NOT_KILLED', story => story.killedAt !== null, {
  en: 'it has not been killed',
  fr: 'il n’a pas été retiré',
})
const notKilled = condition('KILLED', story => story.killedAt === null, {
  en: 'it has been killed; a publisher must reinstate it first',
  fr: 'il a été retiré ; un responsable de publication doit d’abord lever le retrait',
})
const scheduled = condition('NOT_SCHEDULED', story => story.publishAt !== null, {
  en: 'it is not scheduled',
  fr: 'il n’est pas programmé',
})
const notScheduled = condition('SCHEDULED', story => story.publishAt === null, {
  en: 'it is scheduled; unschedule it first',
  fr: 'il est programmé ; déprogrammez-le d’abord',
})
const archived = condition('NOT_ARCHIVED', story => story.archivedAt !== null, {
  en: 'it is not archived',
  fr: 'il n’est pas archivé',
})
const notArchived = condition('ARCHIVED', story => story.archivedAt === null, {
  en: 'it is archived; restore it first',
  fr: 'il est archivé ; sortez-le d’abord des archives',
})
const trashed = condition('NOT_TRASHED', story => story.trashedAt !== null, {
  en: 'it is not in the trash',
  fr: 'il n’est pas à la corbeille',
})
const notTrashed = condition('TRASHED', story => story.trashedAt === null, {
  en: 'it is in the trash; take it out first',
  fr: 'il est à la corbeille ; sortez-l’en d’abord',
})
const atHand = [notArchived, notTrashed] as const

const editors: Mover = { from: 'editor' }
const publishers: Mover = { from: 'publisher' }

/**
 * Every move a story can make; a move that is not here cannot happen through any door. The admin's buttons, the
 * authoring API's mutations (`submitArticle` …) and the page `docs/contracts/workflow.md` come from this table.
 */
export const transitions = {
  submit: {
    label: 'Submit for review',
    does: 'Hands the story to the editors. You cannot change it while they read.',
    from: ['draft', 'changes_requested'],
    to: 'in_review',
    by: { from: 'editor', orAuthor: 'always' },
    when: atHand,
    asks: [],
    checklist: false,
    effect: 'none',
  },
  requestChanges: {
    label: 'Request changes',
    does: 'Gives the story back to its author with your reason. An approval and a schedule are withdrawn.',
    from: ['in_review', 'approved'],
    to: 'changes_requested',
    by: editors,
    when: atHand,
    asks: ['reason'],
    checklist: false,
    effect: 'withdrawApproval',
  },
  approve: {
    label: 'Approve',
    does: 'Pins exactly this text: nothing else can be published until somebody approves again.',
    from: ['in_review'],
    to: 'approved',
    by: { from: 'editor', neverOwnText: true },
    when: atHand,
    asks: ['override'],
    checklist: true,
    effect: 'pinRevision',
  },
  publish: {
    label: 'Publish',
    does: 'Shows the approved text to readers, at once.',
    from: ['approved'],
    to: 'approved',
    by: publishers,
    when: [...atHand, notKilled],
    asks: [],
    checklist: false,
    effect: 'goLive',
  },
  publishNow: {
    label: 'Publish now',
    does: 'Breaking news: approves and publishes the text as it stands, your own too. The reason goes on record.',
    from: states,
    to: 'approved',
    by: publishers,
    when: [...atHand, notKilled],
    asks: ['reason', 'override'],
    checklist: true,
    effect: 'pinAndGoLive',
  },
  correct: {
    label: 'Publish a correction',
    does: 'Shows the approved text to readers, with a note that says what was wrong.',
    from: ['approved'],
    to: 'approved',
    by: publishers,
    when: [...atHand, notKilled, live],
    asks: ['note'],
    checklist: false,
    effect: 'goLive',
  },
  schedule: {
    label: 'Schedule',
    does: 'Shows the approved text to readers at a time that you choose. A change of its content cancels that.',
    from: ['approved'],
    to: 'approved',
    by: publishers,
    when: [...atHand, notKilled],
    asks: ['publishAt', 'override'],
    checklist: true,
    effect: 'schedule',
  },
  unschedule: {
    label: 'Unschedule',
    does: 'Takes back the time of going live. The text stays approved.',
    from: ['approved'],
    to: 'approved',
    by: publishers,
    when: [...atHand, scheduled],
    asks: [],
    checklist: false,
    effect: 'unschedule',
  },
  unpublish: {
    label: 'Unpublish',
    does: 'Takes the story away from readers. It becomes a draft and needs a new approval.',
    from: states,
    to: 'draft',
    by: publishers,
    when: [...atHand, live],
    asks: ['reason'],
    checklist: false,
    effect: 'leaveLive',
  },
  kill: {
    label: 'Kill',
    does: 'Withdraws the story for legal or factual cause; readers see your note. Only a reinstatement brings it back.',
    from: states,
    to: 'draft',
    by: publishers,
    when: [...atHand, notKilled, oncePublic],
    asks: ['reason', 'note'],
    checklist: false,
    effect: 'kill',
  },
  reinstate: {
    label: 'Reinstate',
    does: 'Lifts the kill. The story stays away from readers until it is approved and published again.',
    from: states,
    to: 'draft',
    by: publishers,
    when: [...atHand, killed],
    asks: ['reason'],
    checklist: false,
    effect: 'reinstate',
  },
  archive: {
    label: 'Archive',
    does: 'Puts the story away. Nobody can change or move it until it is restored.',
    from: states,
    to: 'draft',
    by: editors,
    when: [...atHand, notLive, notScheduled],
    asks: [],
    checklist: false,
    effect: 'archive',
  },
  restore: {
    label: 'Restore',
    does: 'Takes the story out of the archive, as a draft.',
    from: states,
    to: 'draft',
    by: editors,
    when: [archived, notTrashed],
    asks: [],
    checklist: false,
    effect: 'restore',
  },
  trash: {
    label: 'Move to trash',
    does: 'Puts the story in the trash, from which it can be taken out again.',
    from: states,
    to: 'draft',
    by: { from: 'editor', orAuthor: 'whilePrivateDraft' },
    when: [...atHand, notLive, notScheduled],
    asks: [],
    checklist: false,
    effect: 'trash',
  },
  untrash: {
    label: 'Take out of trash',
    does: 'Takes the story out of the trash, as a draft.',
    from: states,
    to: 'draft',
    by: { from: 'editor', orAuthor: 'whilePrivateDraft' },
    when: [trashed],
    asks: [],
    checklist: false,
    effect: 'untrash',
  },
} as const satisfies Record<string, Transition>

export type TransitionName = keyof typeof transitions
export const transitionNames = Object.keys(transitions) as TransitionName[]

function condition(because: Because, holds: Condition['holds'], otherwise: Sentence): Condition {
  return { because, holds, otherwise }
}
