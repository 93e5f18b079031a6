import { NewsroomError, type Sentence } from '../errors.ts'
import { keepSentence } from '../spoken.ts'
import type { Act } from './act.ts'
import { notify } from './notify.ts'
import { recordAudit } from './record-audit.ts'
import type { DueRelease } from './release-due.ts'

/** The first pause; each is twice the one before, up to the longest. */
const pauseSeconds = { first: 5, longest: 300 }

/**
 * Puts a failed try off and keeps its reason where editors see it. A new reason is put on record, and told to whoever
 * set the time and to the authors of the stories that stood in the way. Writes nothing when the release has moved on.
 */
export async function recordReleaseFailure(act: Act, due: DueRelease, failure: unknown): Promise<void> {
  const sentence = inWords(failure)
  const kept = keepSentence(sentence)
  const noted = await act.sql(
    `update "Release"
        set "scheduleAttempts" = "scheduleAttempts" + 1, "scheduleError" = $1,
            "scheduleRetryAt" = clock_timestamp() +
              least($2::int * 2 ^ least("scheduleAttempts", 16), $3::int) * interval '1 second'
      where id = $4 and version = $5::int and "scheduleAttempts" = $6::int returning id`,
    [kept, pauseSeconds.first, pauseSeconds.longest, due.id, due.version, due.attempts],
  )
  if (noted.length === 0 || kept === due.error) return
  await tellThoseConcerned(act, due, failure)
  await recordAudit(act, {
    action: 'release.scheduleFailed',
    subject: `release:${due.id}`,
    from: 'open',
    to: 'open',
    reason: `Due at ${due.dueAt.toISOString()}, failed: ${sentence.en}`,
  })
}

async function tellThoseConcerned(act: Act, due: DueRelease, failure: unknown): Promise<void> {
  const refused = failure instanceof NewsroomError ? failure.extensions['stories'] : []
  const stories = await act.prisma.article.findMany({
    where: { id: { in: Array.isArray(refused) ? refused.map(({ id }) => String(id)) : [] } },
    select: { id: true, authorId: true },
  })
  const detail = { en: `Release “${due.name}”`, fr: `Parution groupée « ${due.name} »` }
  for (const { id, authorId } of stories)
    await notify(act, { kind: 'failed', articleId: id, detail }, [authorId, due.personId])
}

/** What only the log may say is not told to editors. */
function inWords(failure: unknown): Sentence {
  if (failure instanceof NewsroomError) return failure.sentence
  return {
    en: 'Something broke that is not the stories’ fault; the log says what. It is tried again.',
    fr: 'Une panne est survenue, sans faute des articles ; le journal technique dit laquelle. Un nouvel essai suivra.',
  }
}
