import type { Role } from '../access.ts'
import type { State } from '../workflow/story.ts'
import type { TransitionName } from '../workflow/transitions.ts'

/**
 * The design's table a second time, by hand and the other way round: not what a move asks for, but which moves are open
 * at each station of a story's way. The proofs compare it with what the doors really do.
 */
export const movers: Record<TransitionName, { least: Role; author?: 'always' | 'privateDraft'; neverOwn?: true }> = {
  submit: { least: 'editor', author: 'always' },
  requestChanges: { least: 'editor' },
  approve: { least: 'editor', neverOwn: true },
  publish: { least: 'publisher' },
  publishNow: { least: 'publisher' },
  correct: { least: 'publisher' },
  schedule: { least: 'publisher' },
  unschedule: { least: 'publisher' },
  unpublish: { least: 'publisher' },
  kill: { least: 'publisher' },
  reinstate: { least: 'publisher' },
  archive: { least: 'editor' },
  restore: { least: 'editor' },
  trash: { least: 'editor', author: 'privateDraft' },
  untrash: { least: 'editor', author: 'privateDraft' },
}

export const leadsTo: Record<TransitionName, State> = {
  submit: 'in_review',
  requestChanges: 'changes_requested',
  approve: 'approved',
  publish: 'approved',
  publishNow: 'approved',
  correct: 'approved',
  schedule: 'approved',
  unschedule: 'approved',
  unpublish: 'draft',
  kill: 'draft',
  reinstate: 'draft',
  archive: 'draft',
  restore: 'draft',
  trash: 'draft',
  untrash: 'draft',
}

export type Station = {
  state: State
  /** Moves that whoever may make them can make here. */
  open: TransitionName[]
  /** Moves that are refused here only because readers have this text already. */
  idle?: TransitionName[]
  /** It has been with readers. */
  wasPublic?: true
  inTrash?: true
}

export type Step = TransitionName | 'rewrite'

const goingLive: TransitionName[] = ['publish', 'publishNow', 'correct', 'schedule']
const putAway: TransitionName[] = ['archive', 'trash']

export const stations = {
  'a draft': { state: 'draft', open: ['submit', 'publishNow', ...putAway] },
  'in review': { state: 'in_review', open: ['requestChanges', 'approve', 'publishNow', ...putAway] },
  'waiting for changes': { state: 'changes_requested', open: ['submit', 'publishNow', ...putAway] },
  approved: { state: 'approved', open: ['requestChanges', 'publish', 'publishNow', 'schedule', ...putAway] },
  scheduled: { state: 'approved', open: ['requestChanges', 'publish', 'publishNow', 'schedule', 'unschedule'] },
  'a draft in the archive': { state: 'draft', open: ['restore'] },
  'a draft in the trash': { state: 'draft', open: ['untrash'], inTrash: true },

  live: { state: 'approved', open: ['requestChanges', 'unpublish', 'kill'], idle: goingLive, wasPublic: true },
  'live, changes asked for': {
    state: 'changes_requested',
    open: ['submit', 'unpublish', 'kill'],
    idle: ['publishNow'],
    wasPublic: true,
  },
  'live, rewritten': { state: 'draft', open: ['submit', 'publishNow', 'unpublish', 'kill'], wasPublic: true },
  'live, rewritten, in review': {
    state: 'in_review',
    open: ['requestChanges', 'approve', 'publishNow', 'unpublish', 'kill'],
    wasPublic: true,
  },
  'live, an update approved': {
    state: 'approved',
    open: ['requestChanges', 'publish', 'publishNow', 'correct', 'schedule', 'unpublish', 'kill'],
    wasPublic: true,
  },
  'live, an update scheduled': {
    state: 'approved',
    open: ['requestChanges', 'publish', 'publishNow', 'correct', 'schedule', 'unschedule', 'unpublish', 'kill'],
    wasPublic: true,
  },

  withdrawn: { state: 'draft', open: ['submit', 'publishNow', 'kill', ...putAway], wasPublic: true },
  'withdrawn, in review': {
    state: 'in_review',
    open: ['requestChanges', 'approve', 'publishNow', 'kill', ...putAway],
    wasPublic: true,
  },
  'withdrawn, approved': {
    state: 'approved',
    open: ['requestChanges', 'publish', 'publishNow', 'schedule', 'kill', ...putAway],
    wasPublic: true,
  },
  'withdrawn, in the archive': { state: 'draft', open: ['restore'], wasPublic: true },
  'withdrawn, in the trash': { state: 'draft', open: ['untrash'], wasPublic: true, inTrash: true },

  killed: { state: 'draft', open: ['submit', 'reinstate', ...putAway], wasPublic: true },
  'killed, in review': {
    state: 'in_review',
    open: ['requestChanges', 'approve', 'reinstate', ...putAway],
    wasPublic: true,
  },
  'killed, changes asked for': {
    state: 'changes_requested',
    open: ['submit', 'reinstate', ...putAway],
    wasPublic: true,
  },
  'killed, approved': { state: 'approved', open: ['requestChanges', 'reinstate', ...putAway], wasPublic: true },
  'killed, in the archive': { state: 'draft', open: ['restore'], wasPublic: true },
  'killed, in the trash': { state: 'draft', open: ['untrash'], wasPublic: true, inTrash: true },
} satisfies Record<string, Station>

export type StationName = keyof typeof stations

/** The shortest way from a new draft to each station. */
export const shortestWay: Record<StationName, Step[]> = {
  'a draft': [],
  'in review': ['submit'],
  'waiting for changes': ['submit', 'requestChanges'],
  approved: ['submit', 'approve'],
  scheduled: ['submit', 'approve', 'schedule'],
  'a draft in the archive': ['archive'],
  'a draft in the trash': ['trash'],
  live: ['publishNow'],
  'live, changes asked for': ['publishNow', 'requestChanges'],
  'live, rewritten': ['publishNow', 'rewrite'],
  'live, rewritten, in review': ['publishNow', 'rewrite', 'submit'],
  'live, an update approved': ['publishNow', 'rewrite', 'submit', 'approve'],
  'live, an update scheduled': ['publishNow', 'rewrite', 'submit', 'approve', 'schedule'],
  withdrawn: ['publishNow', 'unpublish'],
  'withdrawn, in review': ['publishNow', 'unpublish', 'submit'],
  'withdrawn, approved': ['publishNow', 'unpublish', 'submit', 'approve'],
  'withdrawn, in the archive': ['publishNow', 'unpublish', 'archive'],
  'withdrawn, in the trash': ['publishNow', 'unpublish', 'trash'],
  killed: ['publishNow', 'kill'],
  'killed, in review': ['publishNow', 'kill', 'submit'],
  'killed, changes asked for': ['publishNow', 'kill', 'submit', 'requestChanges'],
  'killed, approved': ['publishNow', 'kill', 'submit', 'approve'],
  'killed, in the archive': ['publishNow', 'kill', 'archive'],
  'killed, in the trash': ['publishNow', 'kill', 'trash'],
}
