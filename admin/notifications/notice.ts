import type { NoticeKind } from '../../workflow/notify.ts'

/** What a person was told behind the bell. */
export type Notice = {
  id: string
  kind: NoticeKind
  detail: string
  createdAt: string
  readAt: string | null
  article: { id: string; headline: string } | null
  by: { name: string } | null
}

export const noticeSelection = 'id kind detail createdAt readAt article { id headline } by { name }'
