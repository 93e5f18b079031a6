import { ActionButton } from '@keystar/ui/button'
import { Icon } from '@keystar/ui/icon'
import { checkIcon } from '@keystar/ui/icon/icons/checkIcon'
import { css, tokenSchema } from '@keystar/ui/style'
import { toastQueue } from '@keystar/ui/toast'
import { Tooltip, TooltipTrigger } from '@keystar/ui/tooltip'
import { Text } from '@keystar/ui/typography'
import { gql, useMutation } from '@keystone-6/core/admin-ui/apollo'
import { signal } from '../look/colours.ts'
import { QuietLink } from '../look/quiet-link.tsx'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayHowLongAgo, sayTime } from '../words/say-time.ts'
import { sayTimesIn } from '../words/say-times-in.ts'
import type { Notice } from './notice.ts'
import { useNoticeWords } from './notice-words.ts'

const markRead = gql`
  mutation MarkNotificationRead($id: ID!) {
    markReadNotification(where: { id: $id }) {
      id
      readAt
    }
  }
`

/** What this person was told, newest first; what is new has a dot and can be marked as read where it stands. */
export function NoticeList({ notices }: { notices: Notice[] }) {
  const words = useNoticeWords()
  const [mark, { loading }] = useMutation(markRead, {
    refetchQueries: ['WhoIsSignedIn'],
    onError: error => toastQueue.critical(error.message),
  })
  if (notices.length === 0) return <Text color="neutralSecondary">{words.none}</Text>
  return (
    <ul className={styles}>
      {notices.map(notice => (
        <NoticeRow
          key={notice.id}
          notice={notice}
          isBusy={loading}
          onRead={() => void mark({ variables: { id: notice.id } })}
        />
      ))}
    </ul>
  )
}

function NoticeRow({ notice, isBusy, onRead }: { notice: Notice; isBusy: boolean; onRead: () => void }) {
  const words = useNoticeWords()
  const language = useInterfaceLanguage()
  const { article, kind, by, detail, createdAt, readAt } = notice
  const headline = article ? article.headline || words.withoutHeadline : words.ofNothing
  return (
    <li data-new={readAt === null || undefined}>
      <div>
        <Text size="small" color="neutralSecondary">
          {readAt === null && <span className={dotStyles} role="img" aria-label={words.isNew} />}
          {words.told(kind, by?.name ?? null)} ·{' '}
          <time dateTime={createdAt} title={sayTime(createdAt, language)}>
            {sayHowLongAgo(createdAt, language)}
          </time>
        </Text>
        {article ? <QuietLink href={`/articles/${article.id}`}>{headline}</QuietLink> : <Text>{headline}</Text>}
        {detail && (
          <Text size="small" UNSAFE_className={detailStyles}>
            {sayTimesIn(detail, language)}
          </Text>
        )}
      </div>
      {readAt === null && (
        <TooltipTrigger>
          <ActionButton
            prominence="low"
            isDisabled={isBusy}
            aria-label={words.markThisRead(headline)}
            onPress={onRead}
            flexShrink={0}
          >
            <Icon src={checkIcon} />
          </ActionButton>
          <Tooltip>{words.markRead}</Tooltip>
        </TooltipTrigger>
      )}
    </li>
  )
}

const styles = css({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  '& > li': {
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'start',
    gap: tokenSchema.size.space.regular,
    paddingBlock: tokenSchema.size.space.medium,
    '& > div': { display: 'grid', gap: tokenSchema.size.space.small, minWidth: 0 },
  },
  '& > li + li': { borderTop: `1px solid ${tokenSchema.color.border.muted}` },
})

const dotStyles = css({
  display: 'inline-block',
  width: 8,
  height: 8,
  marginInlineEnd: 6,
  borderRadius: '50%',
  backgroundColor: signal,
})

const detailStyles = css({ overflowWrap: 'anywhere' })
