import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { gql, useQuery } from '@keystone-6/core/admin-ui/apollo'
import { sayTime } from '../words/say-time.ts'

const findRequest = gql`
  query RequestedChanges($subject: String!) {
    auditEntries(
      where: { subject: { equals: $subject }, action: { equals: "article.requestChanges" } }
      orderBy: { sequence: desc }
      take: 1
    ) {
      reason
      at
      actorId
    }
  }
`

const findName = gql`
  query NameOf($id: ID!) {
    user(where: { id: $id }) {
      name
    }
  }
`

type Request = { reason: string | null; at: string; actorId: string }

/** What an editor asked its author to change, in the editor's words. */
export function RequestedChanges({ articleId }: { articleId: string }) {
  const { data } = useQuery<{ auditEntries: Request[] }>(findRequest, {
    variables: { subject: `article:${articleId}` },
    fetchPolicy: 'cache-and-network',
  })
  const request = data?.auditEntries[0]
  const { data: asked } = useQuery<{ user: { name: string } | null }>(findName, {
    variables: { id: request?.actorId ?? '' },
    skip: !request,
  })
  if (!request) return null
  return (
    <>
      <blockquote className={styles}>{request.reason}</blockquote>
      <Text size="small" color="neutralSecondary">
        {asked?.user?.name ?? 'An editor'}, {sayTime(request.at)}
      </Text>
    </>
  )
}

const styles = css({
  margin: 0,
  paddingInlineStart: tokenSchema.size.space.medium,
  borderInlineStart: `3px solid ${tokenSchema.color.border.caution}`,
  color: tokenSchema.color.foreground.neutral,
  fontFamily: tokenSchema.typography.fontFamily.base,
  fontSize: tokenSchema.typography.text.regular.size,
  lineHeight: 1.45,
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
})
