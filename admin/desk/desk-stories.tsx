import { Badge } from '@keystar/ui/badge'
import { TextLink } from '@keystar/ui/link'
import type { Person } from '../navigation/use-person.ts'
import { isAtLeast } from '../roles.ts'
import { PublicStatusBadge, StateBadge } from '../story/badges.tsx'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayHowLongAgo } from '../words/say-time.ts'
import { sayShortTime } from '../words/say-short-time.ts'
import { DeskPart, Nothing, Rows } from './desk-part.tsx'
import { useDeskWords } from './desk-words.ts'
import type { Line } from './line.ts'
import { Moment, StoryRow } from './story-row.tsx'

export type Waiting = { reason: 'sentBack' | 'toReview' | 'toPublish'; story: Line }

const tones = { sentBack: 'caution', toReview: 'accent', toPublish: 'positive' } as const

/** What this person is expected to do, and why it is theirs. */
export function WaitingForYou({ waiting, person }: { waiting: Waiting[]; person: Person }) {
  const words = useDeskWords()
  const language = useInterfaceLanguage()
  const hint = isAtLeast(person.role, 'publisher')
    ? words.waitingNonePublisher
    : isAtLeast(person.role, 'editor')
      ? words.waitingNoneEditor
      : words.waitingNoneAuthor
  return (
    <DeskPart title={words.waiting} count={waiting.length}>
      {waiting.length === 0 ? (
        <Nothing>
          {words.waitingNone} {hint}
        </Nothing>
      ) : (
        <Rows>
          {waiting.map(({ reason, story }) => (
            <StoryRow
              key={story.id}
              story={story}
              facts={[
                story.rubric,
                nameOfAuthor(story, person, words),
                <Moment key="at" at={story.updatedAt}>
                  {words.since(sayHowLongAgo(story.updatedAt, language))}
                </Moment>,
              ]}
              marks={<Badge tone={tones[reason]}>{words[reason]}</Badge>}
            />
          ))}
        </Rows>
      )}
    </DeskPart>
  )
}

/** What this person writes. */
export function InProgress({ stories }: { stories: Line[] }) {
  const words = useDeskWords()
  const language = useInterfaceLanguage()
  return (
    <DeskPart title={words.inProgress} count={stories.length} more={{ href: '/articles?view=mine' }}>
      {stories.length === 0 ? (
        <Nothing>
          {words.inProgressNone} <TextLink href="/articles/create">{words.beginOne}</TextLink>
        </Nothing>
      ) : (
        <Rows>
          {stories.map(story => (
            <StoryRow
              key={story.id}
              story={story}
              facts={[
                story.rubric,
                <Moment key="at" at={story.updatedAt}>
                  {words.changed(sayHowLongAgo(story.updatedAt, language))}
                </Moment>,
              ]}
              marks={
                <>
                  <StateBadge state={story.state} />
                  {story.publicStatus !== 'unpublished' && <PublicStatusBadge status={story.publicStatus} />}
                </>
              }
            />
          ))}
        </Rows>
      )}
    </DeskPart>
  )
}

/** What readers got last. */
export function JustPublished({ stories, person }: { stories: Line[]; person: Person }) {
  const words = useDeskWords()
  const language = useInterfaceLanguage()
  return (
    <DeskPart title={words.published} more={{ href: '/articles?sort=published' }}>
      {stories.length === 0 ? (
        <Nothing>{words.publishedNone}</Nothing>
      ) : (
        <Rows>
          {stories.map(story => (
            <StoryRow
              key={story.id}
              story={story}
              facts={[
                story.rubric,
                nameOfAuthor(story, person, words),
                story.firstPublished && (
                  <Moment key="at" at={story.firstPublished}>
                    {sayShortTime(story.firstPublished, language)}
                  </Moment>
                ),
              ]}
              marks={story.hasUnpublishedChanges && <Badge tone="neutral">{words.withChanges}</Badge>}
            />
          ))}
        </Rows>
      )}
    </DeskPart>
  )
}

const nameOfAuthor = ({ author }: Line, person: Person, words: ReturnType<typeof useDeskWords>) =>
  author === null ? words.nobody : author.id === person.id ? words.yours : author.name
