import { roles } from '../access.ts'
import type { State } from '../workflow/story.ts'
import { transitionNames, type TransitionName } from '../workflow/transitions.ts'
import type { Desk } from './newsroom.ts'
import { leadsTo, movers } from './stations.ts'

/** A small newsroom in memory: what each story should be after every act, worked out apart from the real one. */
export type ModelStory = {
  id: string
  author: Desk
  state: State
  version: number
  headline: string
  /** Text of each revision, the first at 0. */
  revisions: Text[]
  approved: number | null
  live: number | null
  wasPublic: boolean
  killed: boolean
  archived: boolean
  trashed: boolean
  scheduled: boolean
  /** Who wrote since the last approval. */
  writers: Set<Desk>
}

/** What a revision holds, as far as the walks change it; the caption is that of the picture, shared by all stories. */
export type Text = { headline: string; caption: string }

export type ModelSave = { headline?: string; version: number }

const isAtLeast = (desk: Desk, role: (typeof roles)[number]) => roles.indexOf(desk.person.role) >= roles.indexOf(role)
const isOwn = (story: ModelStory, desk: Desk) => story.author === desk || story.writers.has(desk)
const mayNotSee = (story: ModelStory, desk: Desk) =>
  story.trashed && story.author !== desk && !isAtLeast(desk, 'editor')
const sameText = (one: Text | undefined, other: Text) =>
  one?.headline === other.headline && one.caption === other.caption

export function newModelStory(id: string, author: Desk, text: Text): ModelStory {
  const nothing = { approved: null, live: null, wasPublic: false, killed: false, archived: false }
  return {
    ...{
      id,
      author,
      state: 'draft',
      version: 1,
      headline: text.headline,
      revisions: [text],
      writers: new Set([author]),
    },
    ...{ ...nothing, trashed: false, scheduled: false },
  }
}

/** The refusal of a save, or null; then the save is made in the model. */
export function saveInModel(
  story: ModelStory,
  desk: Desk,
  { save, caption }: { save: ModelSave; caption: string },
): string | null {
  if (mayNotSee(story, desk)) return 'KS_ACCESS_DENIED'
  const isEditor = isAtLeast(desk, 'editor')
  if (!isEditor && story.author !== desk) return 'NOT_PERMITTED'
  if (save.version !== story.version) return 'ARTICLE_CHANGED'
  if (story.trashed || story.archived) return 'WRONG_STATE'
  if (!isEditor && (story.state === 'in_review' || story.state === 'approved')) return 'WRONG_STATE'

  story.version += 1
  story.headline = save.headline ?? story.headline
  if (!takeInModel(story, caption)) return null
  story.writers.add(desk)
  if (story.state === 'approved') Object.assign(story, { state: 'draft', approved: null, scheduled: false })
  return null
}

export type ModelMove = { name: TransitionName; version: number }

/** The refusal of a move, or null; then the move is made in the model. */
export function moveInModel(
  story: ModelStory,
  desk: Desk,
  { move, caption }: { move: ModelMove; caption: string },
): string | null {
  const { name, version } = move
  if (mayNotSee(story, desk)) return 'NOT_FOUND'
  const { least, author, neverOwn } = movers[name]
  const isPrivateDraft = story.state === 'draft' && !story.wasPublic
  const asAuthor = story.author === desk && author && (author === 'always' || isPrivateDraft)
  if (!isAtLeast(desk, least) && !asAuthor) return 'NOT_PERMITTED'
  if (neverOwn && isOwn(story, desk)) return 'OWN_TEXT'
  if (version !== story.version) return 'ARTICLE_CHANGED'
  if (!starts(story, name)) return 'WRONG_STATE'
  if (bringsNothingNew(story, name, caption)) return 'NOTHING_TO_PUBLISH'

  takeInModel(story, caption)
  make(story, name)
  story.state = leadsTo[name]
  story.version += 1
  return null
}

/** Every move that somebody at these desks could make of the story now. */
export function openMoves(story: ModelStory, desks: Desk[], caption: string): { name: TransitionName; desk: Desk }[] {
  const tries = desks.flatMap(desk => transitionNames.map(name => ({ name, desk })))
  return tries.filter(({ name, desk }) => {
    const copy = { ...story, revisions: [...story.revisions], writers: new Set(story.writers) }
    return moveInModel(copy, desk, { move: { name, version: story.version }, caption }) === null
  })
}

/** Takes a revision if the working copy differs from the newest one, as it also may by its picture's texts. */
function takeInModel(story: ModelStory, caption: string): boolean {
  const text = { headline: story.headline, caption }
  if (sameText(story.revisions.at(-1), text)) return false
  story.revisions.push(text)
  return true
}

function starts(story: ModelStory, name: TransitionName): boolean {
  const { state, killed, archived, trashed, scheduled, wasPublic } = story
  const isLive = story.live !== null
  if (name === 'untrash') return trashed
  if (trashed) return false
  if (name === 'restore') return archived
  if (archived) return false
  switch (name) {
    case 'submit':
      return state === 'draft' || state === 'changes_requested'
    case 'requestChanges':
      return state === 'in_review' || state === 'approved'
    case 'approve':
      return state === 'in_review'
    case 'publish':
    case 'schedule':
      return state === 'approved' && !killed
    case 'correct':
      return state === 'approved' && !killed && isLive
    case 'unschedule':
      return scheduled
    case 'publishNow':
      return !killed
    case 'unpublish':
      return isLive
    case 'kill':
      return wasPublic && !killed
    case 'reinstate':
      return killed
    case 'archive':
    case 'trash':
      return !isLive && !scheduled
  }
}

function bringsNothingNew(story: ModelStory, name: TransitionName, caption: string): boolean {
  if (story.live === null) return false
  const live = story.revisions[story.live - 1]
  if (name === 'publishNow') return sameText(live, { headline: story.headline, caption })
  if (!['publish', 'correct', 'schedule'].includes(name) || story.approved === null) return false
  return sameText(live, story.revisions[story.approved - 1] ?? { headline: '', caption: '' })
}

function make(story: ModelStory, name: TransitionName): void {
  if (name === 'approve' || name === 'publishNow') {
    story.approved = story.revisions.length
    story.writers.clear()
  }
  if (name === 'publish' || name === 'correct' || name === 'publishNow') {
    Object.assign(story, { live: story.approved, wasPublic: true, scheduled: false })
  }
  if (name === 'schedule' || name === 'unschedule') story.scheduled = name === 'schedule'
  if (name === 'kill' || name === 'reinstate') story.killed = name === 'kill'
  if (name === 'archive' || name === 'restore') story.archived = name === 'archive'
  if (name === 'trash' || name === 'untrash') story.trashed = name === 'trash'
  if (name === 'kill' || name === 'unpublish') story.live = null
  if (leadsTo[name] === 'draft' || name === 'requestChanges') Object.assign(story, { approved: null, scheduled: false })
}
