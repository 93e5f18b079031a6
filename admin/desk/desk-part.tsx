import { useId } from 'react'
import { css, tokenSchema } from '@keystar/ui/style'
import { Heading, Text } from '@keystar/ui/typography'
import { useQuery } from '@keystone-6/core/admin-ui/apollo'
import type { Person } from '../navigation/use-person.ts'
import { findStories, type DeskStory, type partsOfDesk } from './desk-queries.ts'
import { StoryRow } from './story-row.tsx'

const shown = 8

/** One list of the desk. */
export function DeskPart({ part, person }: { part: ReturnType<typeof partsOfDesk>[number]; person: Person }) {
  const id = useId()
  const { title, empty, where, orderBy = [{ updatedAt: 'desc' }], keeps = () => true } = part
  const { data, error } = useQuery<{ articles: DeskStory[] }>(findStories, {
    variables: { where, orderBy, take: 50 },
    // Colleagues work on the same stories.
    fetchPolicy: 'cache-and-network',
  })
  const stories = data?.articles.filter(keeps)
  return (
    <section aria-labelledby={id} className={styles}>
      <Heading id={id} elementType="h2" size="small">
        {title}
        {stories && stories.length > 0 && <span className={countStyles}>{stories.length}</span>}
      </Heading>
      {error && <Text color="critical">{error.message}</Text>}
      {stories?.length === 0 && <Text color="neutralSecondary">{empty}</Text>}
      {stories && stories.length > 0 && (
        <ul className={listStyles}>
          {stories.slice(0, shown).map(story => (
            <StoryRow key={story.id} story={story} person={person} />
          ))}
        </ul>
      )}
    </section>
  )
}

const styles = css({ display: 'grid', gap: tokenSchema.size.space.large })

const countStyles = css({
  marginInlineStart: tokenSchema.size.space.regular,
  color: tokenSchema.color.foreground.neutralSecondary,
  fontWeight: 400,
})

const listStyles = css({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  border: `1px solid ${tokenSchema.color.border.muted}`,
  borderRadius: tokenSchema.size.radius.medium,
  backgroundColor: tokenSchema.color.background.canvas,
  '& > li + li': { borderTop: `1px solid ${tokenSchema.color.border.muted}` },
})
