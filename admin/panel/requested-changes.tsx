import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { gql, useQuery } from '@keystone-6/core/admin-ui/apollo'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayTime } from '../words/say-time.ts'
import { useActorName } from './actor-name.ts'
import type { NamedPerson, PanelStory } from './panel-story.ts'

const findRequest = gql`
  query RequestedChanges($subject: String!) {
    auditEntries(
      where: { subject: { equals: $subject }, action: { equals: "article.requestChanges" } }
      orderBy: { sequence: desc }
      take: 1
    ) {
      id
      reason
      at
      actor {
        id
        name
      }
    }
  }
`

type Request = { reason: string | null; at: string; actor: NamedPerson }

/** What an editor asked the author to change, in the editor's words. */
export function RequestedChanges({ story }: { story: PanelStory }) {
  const language = useInterfaceLanguage()
  const nameOf = useActorName()
  const { data } = useQuery<{ auditEntries: Request[] }>(findRequest, {
    variables: { subject: `article:${story.id}` },
    fetchPolicy: 'cache-and-network',
  })
  const request = data?.auditEntries[0]
  if (!request) return null
  return (
    <>
      <blockquote className={styles}>{request.reason}</blockquote>
      <Text size="small" color="neutralSecondary">
        {nameOf(request.actor)}, {sayTime(request.at, language)}
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
