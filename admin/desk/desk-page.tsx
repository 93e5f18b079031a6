import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { useQuery } from '@keystone-6/core/admin-ui/apollo'
import { PageOfStories } from '../look/page-of-stories.tsx'
import { Refused } from '../look/refused.tsx'
import { usePerson, type Person } from '../navigation/use-person.ts'
import { NoticeList } from '../notifications/notice-list.tsx'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { useNow } from '../words/use-now.ts'
import { DeskPart } from './desk-part.tsx'
import { readDesk, type DeskAnswer, type DeskPartName } from './desk-queries.ts'
import { GoingOut, ReleasesComing, type Scheduled } from './desk-schedule.tsx'
import { InProgress, JustPublished, WaitingForYou, type Waiting } from './desk-stories.tsx'
import { useDeskWords } from './desk-words.ts'
import type { Line } from './line.ts'

const lookAgainMs = 30_000

/** Where the day begins: what waits for this person, what they write, what goes out and what went out. */
export function DeskPage() {
  const person = usePerson()
  const words = useDeskWords()
  return <PageOfStories title={words.title}>{person && <Desk person={person} />}</PageOfStories>
}

function Desk({ person }: { person: Person }) {
  const words = useDeskWords()
  const { data, error } = useQuery<DeskAnswer>(readDesk, {
    // Colleagues work on the same stories.
    fetchPolicy: 'cache-and-network',
    pollInterval: lookAgainMs,
  })
  const linesOf = (part: DeskPartName) => data?.myDesk.find(({ name }) => name === part)?.lines ?? []
  return (
    <div className={styles}>
      <Greeting person={person} />
      {error && <Refused>{error.message}</Refused>}
      {data && (
        <div className={columnStyles}>
          <div>
            <WaitingForYou waiting={waitingIn(linesOf)} person={person} />
            <InProgress stories={linesOf('inProgress')} />
            <JustPublished stories={linesOf('published').slice(0, 6)} person={person} />
          </div>
          <div>
            <GoingOut scheduled={scheduledIn(linesOf)} />
            <ReleasesComing releases={data.releasesComing} />
            <DeskPart title={words.notices} more={{ href: '/notifications' }}>
              <NoticeList notices={data.myNotifications} />
            </DeskPart>
          </div>
        </div>
      )}
    </div>
  )
}

function Greeting({ person }: { person: Person }) {
  const words = useDeskWords()
  const language = useInterfaceLanguage()
  const now = useNow()
  const today = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(now)
  return (
    <div className={greetingStyles}>
      <p>{words.hello(now.getHours(), person.name)}</p>
      <Text color="neutralSecondary">{today}</Text>
    </div>
  )
}

type LinesOf = (part: DeskPartName) => Line[]

const waitingIn = (linesOf: LinesOf): Waiting[] =>
  (['sentBack', 'toReview', 'toPublish'] as const).flatMap(reason => linesOf(reason).map(story => ({ reason, story })))

function scheduledIn(linesOf: LinesOf): Scheduled[] {
  const coming = linesOf('goesLive').map(story => ({ move: 'goesLive' as const, at: story.publishAt ?? '', story }))
  const leaving = linesOf('leaves').map(story => ({ move: 'leaves' as const, at: story.unpublishAt ?? '', story }))
  return [...coming, ...leaving].sort((one, other) => (one.at < other.at ? -1 : 1))
}

const styles = css({
  display: 'grid',
  gap: tokenSchema.size.space.xlarge,
  width: '100%',
  maxWidth: 1240,
  paddingBlock: tokenSchema.size.space.large,
})

const columnStyles = css({
  display: 'grid',
  gap: tokenSchema.size.space.xxlarge,
  gridTemplateColumns: 'minmax(0, 1fr)',
  '@media (min-width: 1180px)': { gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 3fr)' },
  '& > div': { display: 'grid', gap: tokenSchema.size.space.xxlarge, alignContent: 'start' },
})

const greetingStyles = css({
  display: 'grid',
  gap: tokenSchema.size.space.regular,
  '& > p': {
    margin: 0,
    color: tokenSchema.color.foreground.neutralEmphasis,
    fontFamily: tokenSchema.typography.fontFamily.base,
    fontSize: 26,
    fontWeight: 680,
    letterSpacing: '-0.02em',
    lineHeight: 1.2,
  },
  '& > span::first-letter': { textTransform: 'uppercase' },
})
