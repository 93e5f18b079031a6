import { HStack, VStack } from '@keystar/ui/layout'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import type { Person } from '../navigation/use-person.ts'
import { QuietLink } from '../look/quiet-link.tsx'
import { PublicStatusBadge, StateBadge } from '../story/badges.tsx'
import { sayHowLongAgo } from '../words/say-time.ts'
import type { DeskStory } from './desk-queries.ts'

/** A story in one line: what it is, whose, since when, and where it stands. */
export function StoryRow({ story, person }: { story: DeskStory; person: Person }) {
  const { id, headline, author, updatedAt, state, publicStatus } = story
  const whose = author?.id === person.id ? 'Yours' : (author?.name ?? 'Nobody’s')
  return (
    <li className={styles}>
      <VStack gap="regular" minWidth={0}>
        <QuietLink href={`/articles/${id}`}>{headline || 'Without a headline'}</QuietLink>
        <Text size="small" color="neutralSecondary">
          {whose}
          {updatedAt && ` · changed ${sayHowLongAgo(updatedAt)}`}
        </Text>
      </VStack>
      <HStack gap="regular" flexShrink={0}>
        <StateBadge state={state} />
        {publicStatus !== 'unpublished' && <PublicStatusBadge status={publicStatus} />}
      </HStack>
    </li>
  )
}

const styles = css({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: tokenSchema.size.space.large,
  padding: `${tokenSchema.size.space.medium} ${tokenSchema.size.space.large}`,
})
