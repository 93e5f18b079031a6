import { isAtLeast } from '../access.ts'
import { NewsroomError } from '../errors.ts'
import type { Act } from './act.ts'
import { assertChecklist } from './assert-checklist.ts'
import { whyNot } from './assert-may-transition.ts'
import { databaseTime } from './database-time.ts'
import { assertMayGoLive, assertSomethingNew } from './go-live.ts'
import { assertApproved } from './perform-effect.ts'
import type { Story } from './story.ts'
import { transitionNames, transitions, type Effect, type Transition, type TransitionName } from './transitions.ts'

/** A move of the table as it is open to one person now, or the refusal that pressing its button would give. */
export type OfferedMove = {
  name: TransitionName
  transition: Transition
  refusal: NewsroomError | null
  /** Open only with a reason to override the checklist. */
  needsOverride: boolean
}

type Asking = Pick<Act, 'prisma' | 'sql' | 'person'>
type Question = { act: Asking; story: Story; at: Date }

/**
 * Every move of the table, asked of the rules that enforce it, without locking or writing anything: a move that is open
 * may still lose to another that is made first. The rights of pictures are asked only by the checklist and when a story
 * goes live.
 */
export async function offerMoves(act: Asking, story: Story): Promise<OfferedMove[]> {
  const at = await databaseTime(act)
  const checklistOf = remember((revision: number) => refusalOf(() => assertChecklist(act, story, revision, null)))
  const offered: OfferedMove[] = []
  // One after the other: it may be asked inside a transaction, which has one connection.
  for (const name of transitionNames) offered.push(await offerMove(name, { act, story, at }, checklistOf))
  return offered
}

async function offerMove(
  name: TransitionName,
  question: Question,
  checklistOf: (revision: number) => Promise<NewsroomError | null>,
): Promise<OfferedMove> {
  const { act, story } = question
  const transition: Transition = transitions[name]
  const closed = whyNot(story, name, act.person) ?? (await whyNotYet(transition.effect, question))
  if (closed || !transition.checklist) return { name, transition, refusal: closed, needsOverride: false }
  const checked = transition.effect === 'schedule' ? assertApproved(story) : story.newestRevision
  const unready = await checklistOf(checked)
  const needsOverride = unready !== null && isAtLeast(act.person, 'publisher')
  return { name, transition, refusal: needsOverride ? null : unready, needsOverride }
}

/** What an effect asks besides the table. */
const conditions: Partial<Record<Effect, (question: Question) => Promise<void>>> = {
  goLive: ({ act, story, at }) => assertMayGoLive(act, story, { revision: assertApproved(story), at }),
  pinAndGoLive: ({ act, story, at }) => assertMayGoLive(act, story, { revision: story.newestRevision, at }),
  schedule: ({ act, story }) => assertSomethingNew(act, story, assertApproved(story)),
}

async function whyNotYet(effect: Effect, question: Question): Promise<NewsroomError | null> {
  return refusalOf(async () => conditions[effect]?.(question))
}

async function refusalOf(ask: () => Promise<void>): Promise<NewsroomError | null> {
  try {
    await ask()
    return null
  } catch (error) {
    if (error instanceof NewsroomError) return error
    throw error
  }
}

/** Two moves ask the same of the same revision. */
function remember<Key, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return key => {
    const value = known.has(key) ? (known.get(key) as Value) : find(key) // `has` says that it is there
    known.set(key, value)
    return value
  }
}
