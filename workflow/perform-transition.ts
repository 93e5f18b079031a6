import { isAtLeast } from '../access.ts'
import { Refusal } from '../errors.ts'
import type { Act } from './act.ts'
import { assertPersonMay, assertStoryMay } from './assert-may-transition.ts'
import { assertReason } from './assert-reason.ts'
import { assertVersion, lockStory } from './lock-story.ts'
import { notifyOfTransition } from './notify-of-transition.ts'
import { performEffect } from './perform-effect.ts'
import { recordAudit } from './record-audit.ts'
import type { Story } from './story.ts'
import { takeRevision } from './take-revision.ts'
import { transitions, type Transition, type TransitionName } from './transitions.ts'

export type Answers = {
  reason?: string | null
  note?: string | null
  override?: string | null
  publishAt?: Date | null
}
export type Move = {
  articleId: string
  name: TransitionName
  version: number
  answers: Answers
  /** What goes on record besides the answers. */
  remark?: string
  /** The moment that it shares with the other stories of its release. */
  liveFrom?: Date
}

/**
 * Moves a story: guards, writes, records. The one writer of state. Must run inside a transaction, which keeps all of
 * it (state, revision, publication, audit) or nothing.
 */
export async function performTransition(act: Act, move: Move): Promise<void> {
  const record = await makeMove(act, move)
  await record()
}

/**
 * Guards and writes, and gives what puts the move on record. That takes the ledger's lock, so a transaction with
 * several moves makes them all before it records the first.
 */
export async function makeMove(
  act: Act,
  { articleId, name, version, answers, remark, liveFrom }: Move,
): Promise<() => Promise<void>> {
  const transition: Transition = transitions[name]
  const story = await lockStory(act, articleId)
  assertPersonMay(story, name, act.person)
  // Before the state: whoever comes second is told who was first, not only that the state is another.
  await assertVersion(act, story, version)
  assertStoryMay(story, name)
  const asked = assertAnswers(transition, answers)
  if (asked.override && !isAtLeast(act.person, 'publisher'))
    throw new Refusal('NOT_PERMITTED', {
      en: 'Only publishers may override the checklist.',
      fr: 'Seuls les responsables de publication peuvent passer outre la liste de contrôle.',
    })

  const revision = await takeRevision(act, story, {
    cause: name,
    contributors: story.contributors,
    version: story.version + 1,
  })
  const effect = await performEffect(act, { story, name, transition, revision: revision.number, asked, liveFrom })
  await writeStory(act, story, { state: transition.to, newestRevision: revision.number, ...effect.columns })
  await notifyOfTransition(act, { story, name, detail: remark ?? asked.reason ?? asked.note ?? null })

  return async () => {
    await recordAudit(act, {
      action: `article.${name}`,
      subject: `article:${story.id}`,
      from: story.state,
      to: transition.to,
      revision: effect.revision ?? revision.number,
      reason: reasonOnRecord(asked, remark),
    })
    await effect.announce?.()
  }
}

function reasonOnRecord({ reason, note, override, publishAt }: Answers, remark?: string): string | null {
  const lines = [
    reason,
    note && `Note: ${note}`,
    publishAt && `At ${publishAt.toISOString()}.`,
    override && `Override: ${override}`,
    remark,
  ]
  return lines.filter(Boolean).join('\n') || null
}

/** Every question that the table asks has an answer of 1 to 2,000 characters; `override` may be absent. */
function assertAnswers({ asks, label }: Transition, answers: Answers): Answers {
  const asked: Answers = asks.includes('publishAt') ? { publishAt: answers.publishAt } : {}
  for (const question of asks) {
    if (question === 'publishAt') continue
    const answer = answers[question]?.trim()
    if (!answer && question === 'override') continue
    asked[question] = assertReason(label, { question, answer: answer ?? '' })
  }
  return asked
}

/** The guarded write: it names the version that was read, so that of two moves at once one wins. */
async function writeStory(act: Act, story: Story, columns: object): Promise<void> {
  const { count } = await act.prisma.article.updateMany({
    where: { id: story.id, version: story.version },
    data: { ...columns, version: story.version + 1 },
  })
  if (count === 0)
    throw new Refusal('ARTICLE_CHANGED', {
      en: `“${story.headline}” was changed meanwhile. Look again.`,
      fr: `« ${story.headline} » a été modifié entre-temps. Regardez-le de nouveau.`,
    })
}
