import { Button } from '@keystar/ui/button'
import { css, tokenSchema } from '@keystar/ui/style'
import { toastQueue } from '@keystar/ui/toast'
import { Heading, Text } from '@keystar/ui/typography'
import { gql, useMutation, useQuery } from '@keystone-6/core/admin-ui/apollo'
import { PageContainer } from '@keystone-6/core/admin-ui/components'
import { Refused } from '../look/refused.tsx'
import { noticeSelection, type Notice } from './notice.ts'
import { NoticeList } from './notice-list.tsx'
import { useNoticeWords } from './notice-words.ts'

const shown = 100

const readNotices = gql`
  query MyNotifications {
    myNotifications(first: ${shown}) { ${noticeSelection} }
  }
`

const markAllRead = gql`
  mutation MarkAllNotificationsRead {
    markAllNotificationsRead
  }
`

/** All that this person was told, newest first. */
export function NotificationsPage() {
  const words = useNoticeWords()
  const { data, error } = useQuery<{ myNotifications: Notice[] }>(readNotices, { fetchPolicy: 'cache-and-network' })
  const [markAll, { loading }] = useMutation(markAllRead, {
    refetchQueries: ['WhoIsSignedIn', 'MyNotifications'],
    onError: failure => toastQueue.critical(failure.message),
  })
  const notices = data?.myNotifications
  return (
    <PageContainer
      title={words.title}
      header={
        <>
          <Heading elementType="h1" size="small">
            {words.title}
          </Heading>
          {notices?.some(({ readAt }) => readAt === null) && (
            <Button isDisabled={loading} onPress={() => void markAll()}>
              {words.markAllRead}
            </Button>
          )}
        </>
      }
    >
      <div className={styles}>
        {error && <Refused>{error.message}</Refused>}
        {notices && <NoticeList notices={notices} />}
        {notices?.length === shown && <Text color="neutralSecondary">{words.mostShown(shown)}</Text>}
      </div>
    </PageContainer>
  )
}

const styles = css({
  display: 'grid',
  gap: tokenSchema.size.space.large,
  width: '100%',
  maxWidth: 780,
  paddingBlock: tokenSchema.size.space.large,
})
