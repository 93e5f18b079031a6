import { NewsroomError, Refusal, type ErrorCode, type Sentence } from '../errors.ts'
import type { Snapshot } from '../publication/snapshot.ts'
import type { Act } from './act.ts'
import { assertChecklist } from './assert-checklist.ts'
import { whyNot } from './assert-may-transition.ts'
import {
  assertNoEmbargo,
  assertNotOver,
  assertPicturesAllowed,
  assertSomethingNew,
  loadRevision,
  nothingApproved,
} from './go-live.ts'
import type { Story } from './story.ts'

export type Reason = { code: ErrorCode; sentence: Sentence }
/** The time of going live, and whether the checklist is asked too, as for any schedule. */
export type Conditions = { at: Date; checklist: boolean }

/** Everything that keeps this story from going live with its release at that time; empty when nothing does. */
export async function whyNotRelease(act: Act, story: Story, { at, checklist }: Conditions): Promise<Reason[]> {
  const refusal = whyNot(story, 'publish', act.person)
  if (refusal) return [reasonOf(refusal)]
  const revision = story.approvedRevision
  if (revision === null) return [reasonOf(nothingApproved(story.headline))]
  const snapshot = await loadRevision(act, story.id, revision)
  return reasonsOf([
    () => assertSomethingNew(act, story, revision),
    () => assertNoEmbargo(story, at),
    () => assertNotOver(story, at),
    () => assertPicturesAllowed(act, story, { snapshot, at }),
    () => assertSlugFree(act, story, snapshot),
    () => (checklist ? assertChecklist(act, story, revision, null) : undefined),
  ])
}

async function reasonsOf(asserts: (() => void | Promise<void>)[]): Promise<Reason[]> {
  const reasons: Reason[] = []
  for (const assertIt of asserts) {
    try {
      await assertIt()
    } catch (error) {
      if (!(error instanceof NewsroomError)) throw error
      reasons.push(reasonOf(error))
    }
  }
  return reasons
}

/** The write would refuse it too; here it is told with the other reasons. */
async function assertSlugFree(act: Act, story: Story, { slug }: Snapshot): Promise<void> {
  const [taken] = await act.sql(`select 1 from delivery.slug where slug = $1 and article <> $2`, [slug, story.id])
  if (taken)
    throw new Refusal('SLUG_TAKEN', {
      en: `The slug “${slug}” of “${story.headline}” belongs, or once belonged in public, to another story. Choose another.`,
      fr: `Le slug « ${slug} » de « ${story.headline} » est ou a été celui d’un autre article. Choisissez-en un autre.`,
    })
}

const reasonOf = ({ code, sentence }: NewsroomError): Reason => ({ code, sentence })
