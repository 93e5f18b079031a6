import { isAtLeast, type Person } from '../access.ts'
import { Refusal } from '../errors.ts'
import type { Act } from './act.ts'
import { assertVersion, lockStory } from './lock-story.ts'
import { recordAudit } from './record-audit.ts'
import { unscheduled, type ScheduleColumns } from './schedule-state.ts'
import type { State, Story } from './story.ts'
import { takeRevision } from './take-revision.ts'
import { isInArchive, isInTrash } from './put-away.ts'

/** Locks the story for a save, and refuses the save that this person or this version may not make. */
export async function lockForSave(act: Act, articleId: string, version: number): Promise<Story> {
  const story = await lockStory(act, articleId)
  assertPersonMayWrite(story, act.person)
  await assertVersion(act, story, version)
  assertMayWrite(story, act.person)
  return story
}

function assertPersonMayWrite({ headline, authorId }: Story, person: Person): void {
  if (isAtLeast(person, 'editor') || authorId === person.id) return
  throw new Refusal('NOT_PERMITTED', {
    en: `“${headline}” belongs to another author; only editors may change it.`,
    fr: `« ${headline} » est d’un autre auteur ; seule la relecture peut le modifier.`,
  })
}

/** Authors write their own drafts; editors and above write whatever is at hand. */
export function assertMayWrite(story: Story, person: Person): void {
  assertPersonMayWrite(story, person)
  const { headline } = story
  if (story.trashedAt) throw isInTrash(story)
  if (story.archivedAt) throw isInArchive(story)
  if (!isAtLeast(person, 'editor') && !['draft', 'changes_requested'].includes(story.state))
    throw new Refusal('WRONG_STATE', {
      en: `“${headline}” is with the editors. Ask them for changes, then write on.`,
      fr: `« ${headline} » est en relecture. Demandez qu’on vous le renvoie, puis reprenez-le.`,
    })
}

/** Columns that a save sets besides what was typed; the caller shows them in its answer. */
export type SaveOutcome = Partial<ScheduleColumns> & {
  state: State
  approvedRevision: number | null
  newestRevision: number
  contributors: string[]
}

/**
 * Completes a save inside its transaction: a revision where content changed, and on record. Approval binds content,
 * so changed content makes an approved copy a draft again and cancels its schedule; changed desk data does not.
 * `remark` goes on record.
 */
export async function completeSave(
  act: Act,
  articleId: string,
  cause: 'create' | 'save' | 'import' | 'restore',
  remark?: string,
): Promise<SaveOutcome> {
  const story = await lockStory(act, articleId)
  await assertOneRubric(act, story)
  const contributors = [...new Set([...story.contributors, act.person.id])]
  const revision = await takeRevision(act, story, { cause, contributors, version: story.version })
  const outcome = revision.isNew ? changedContent(story, revision.number, contributors) : unchanged(story)

  await act.prisma.article.update({ where: { id: articleId }, data: outcome })
  await recordAudit(act, {
    // `article.restore` is the move out of the archive.
    action: cause === 'restore' ? 'article.restoreRevision' : `article.${cause}`,
    subject: `article:${articleId}`,
    from: cause === 'save' || cause === 'restore' ? story.state : null,
    to: outcome.state,
    revision: revision.number,
    reason: [remark, outcome.state !== story.state && withdrawalOf(story)].filter(Boolean).join('\n') || null,
  })
  return outcome
}

function changedContent(story: Story, newestRevision: number, contributors: string[]): SaveOutcome {
  if (story.state !== 'approved') return { ...unchanged(story), newestRevision, contributors }
  return { newestRevision, contributors, state: 'draft', approvedRevision: null, ...unscheduled }
}

/** What stood in the way of a schedule may be gone: it is tried again at once. */
function unchanged({ state, approvedRevision, newestRevision, contributors }: Story): SaveOutcome {
  return { state, approvedRevision, newestRevision, contributors, scheduleRetryAt: null }
}

function withdrawalOf({ publishAt }: Story): string {
  const withdrawn = 'The content changed after approval, so the approval was withdrawn'
  return publishAt ? `${withdrawn}, and with it the schedule for ${publishAt.toISOString()}.` : `${withdrawn}.`
}

async function assertOneRubric(act: Act, { id, headline }: Story): Promise<void> {
  const rubrics = await act.prisma.tag.findMany({
    where: { kind: 'rubric', from_Article_tags: { some: { id } } },
    select: { name: true },
  })
  if (rubrics.length < 2) return
  const names = rubrics.map(({ name }) => name)
  throw new Refusal('INVALID_INPUT', {
    en: `“${headline}” has the rubrics “${names.join('” and “')}”; an article has at most one. Remove the others.`,
    fr: `« ${headline} » a les rubriques « ${names.join(' » et « ')} » ; un article en a une au plus. Retirez les autres.`,
  })
}
