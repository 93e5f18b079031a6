import { gql } from '@keystone-6/core/admin-ui/apollo'
import { noticeSelection, type Notice } from '../notifications/notice.ts'
import { lineSelection, releaseSelection, type Line, type ReleaseLine } from './line.ts'

export type DeskPartName = 'sentBack' | 'toReview' | 'toPublish' | 'inProgress' | 'goesLive' | 'leaves' | 'published'

export type DeskAnswer = {
  myDesk: { name: DeskPartName; lines: Line[] }[]
  releasesComing: ReleaseLine[]
  myNotifications: Notice[]
}

export const readDesk = gql`
  query MyDesk {
    myDesk { name lines { ${lineSelection} } }
    releasesComing { ${releaseSelection} }
    myNotifications(first: 6) { ${noticeSelection} }
  }
`
