import { NewsroomError, type Sentence } from '../errors.ts'
import { keepSentence } from '../spoken.ts'
import type { Act } from './act.ts'
import type { DueStory } from './keep-due-schedule.ts'
import { notify } from './notify.ts'
import { recordAudit } from './record-audit.ts'

/** The first pause; each is twice the one before, up to the longest. */
const pauseSeconds = { first: 5, longest: 300 }

/**
 * Puts a failed try off and keeps its reason where editors see it. A new reason is put on record, and told to the author
 * and to whoever set the time. Writes nothing when the story has moved on meanwhile.
 */
export async function recordScheduleFailure(act: Act, due: DueStory, failure: unknown): Promise<void> {
  const sentence = inWords(failure)
  const kept = keepSentence(sentence)
  const noted = await act.sql<{ state: string; revision: number | null; authorId: string | null }>(
    `update "Article"
        set "scheduleAttempts" = "scheduleAttempts" + 1, "scheduleError" = $1,
            "scheduleRetryAt" = clock_timestamp() +
              least($2::int * 2 ^ least("scheduleAttempts", 16), $3::int) * interval '1 second'
      where id = $4 and version = $5::int and "scheduleAttempts" = $6::int
      returning state::text, "approvedRevision" as revision, author as "authorId"`,
    [kept, pauseSeconds.first, pauseSeconds.longest, due.id, due.version, due.attempts],
  )
  const [story] = noted
  if (!story || kept === due.error) return
  await notify(act, { kind: 'failed', articleId: due.id, detail: sentence }, [story.authorId, due.personId])
  await recordAudit(act, {
    action: 'article.scheduleFailed',
    subject: `article:${due.id}`,
    from: story.state,
    to: story.state,
    revision: story.revision,
    reason: `Due at ${due.dueAt.toISOString()}, ${due.move} failed: ${sentence.en}`,
  })
}

/** What only the log may say is not told to editors. */
function inWords(failure: unknown): Sentence {
  if (failure instanceof NewsroomError) return failure.sentence
  return {
    en: 'Something broke that is not the story’s fault; the log says what. It is tried again.',
    fr: 'Une panne est survenue, sans faute de l’article ; le journal technique dit laquelle. Un nouvel essai suivra.',
  }
}
