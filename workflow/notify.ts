import type { Sentence } from '../errors.ts'
import { keepSentence } from '../spoken.ts'
import type { Act } from './act.ts'

export const noticeKinds = ['submitted', 'changes_requested', 'approved', 'published', 'failed', 'note'] as const
export type NoticeKind = (typeof noticeKinds)[number]

export type Notice = {
  kind: NoticeKind
  articleId: string
  /** A reason, the name of a release, the beginning of a note: what the bell shows below the headline. */
  detail?: string | Sentence | null
}

const longestDetail = 500

/**
 * Tells each of these people, inside the transaction of what they are told of: both are kept, or neither. Whoever acts
 * in person is not told of it, nor is anybody who has left; the seed tells nobody. Comes before the audit entry.
 */
export async function notify(act: Act, notice: Notice, people: readonly (string | null)[]): Promise<void> {
  if (act.onRecord === 'seed') return
  const self = act.onRecord === act.person.id ? act.person.id : null
  const asked = [...new Set(people)].filter((id): id is string => id !== null && id !== self)
  if (asked.length === 0) return
  const told = await act.prisma.user.findMany({ where: { id: { in: asked }, active: true }, select: { id: true } })
  const { kind, articleId } = notice
  const detail = keepDetail(notice.detail ?? '')
  await act.prisma.notification.createMany({
    data: told.map(({ id }) => ({ personId: id, kind, articleId, byId: self, detail })),
  })
}

function keepDetail(detail: string | Sentence): string {
  if (typeof detail === 'string') return detail.slice(0, longestDetail)
  return keepSentence({ en: detail.en.slice(0, longestDetail), fr: detail.fr.slice(0, longestDetail) })
}
