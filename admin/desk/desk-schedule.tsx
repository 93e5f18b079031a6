import { Badge } from '@keystar/ui/badge'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import type { ScheduleState } from '../../workflow/schedule-state.ts'
import { QuietLink } from '../look/quiet-link.tsx'
import { useTrouble } from '../story/use-trouble.ts'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayShortTime } from '../words/say-short-time.ts'
import { DeskPart, Nothing, Rows } from './desk-part.tsx'
import { useDeskWords } from './desk-words.ts'
import type { Line, ReleaseLine } from './line.ts'
import { Moment, StoryRow } from './story-row.tsx'

export type Scheduled = { move: 'goesLive' | 'leaves'; at: string; story: Line }

/** What goes out and what leaves, in order of time; what is late or failed is red and says why. */
export function GoingOut({ scheduled }: { scheduled: Scheduled[] }) {
  const words = useDeskWords()
  const language = useInterfaceLanguage()
  const troubleOf = useTrouble()
  return (
    <DeskPart title={words.goingOut} count={scheduled.length} more={{ href: '/calendar', label: words.toCalendar }}>
      {scheduled.length === 0 ? (
        <Nothing>{words.goingOutNone}</Nothing>
      ) : (
        <Rows>
          {scheduled.map(({ move, at, story }) => (
            <StoryRow
              key={`${story.id} ${move}`}
              story={story}
              facts={[
                <Moment key="at" at={at}>
                  {words[move](sayShortTime(at, language))}
                </Moment>,
              ]}
              marks={<Trouble state={story.scheduleState} />}
              trouble={troubleOf(story)}
            />
          ))}
        </Rows>
      )}
    </DeskPart>
  )
}

/** Open releases, the next one first. */
export function ReleasesComing({ releases }: { releases: ReleaseLine[] }) {
  const words = useDeskWords()
  const language = useInterfaceLanguage()
  const troubleOf = useTrouble()
  return (
    <DeskPart title={words.releases} count={releases.length} more={{ href: '/releases' }}>
      {releases.length === 0 ? (
        <Nothing>{words.releasesNone}</Nothing>
      ) : (
        <Rows>
          {releases.map(release => (
            <li key={release.id} className={releaseStyles}>
              <div>
                <QuietLink href={`/releases/${release.id}`}>{release.name}</QuietLink>
                <Trouble state={release.scheduleState} />
              </div>
              <Text size="small" color="neutralSecondary">
                {words.releaseStories(release.stories)} ·{' '}
                {release.releaseAt ? (
                  <Moment at={release.releaseAt}>{sayShortTime(release.releaseAt, language)}</Moment>
                ) : (
                  words.withoutTime
                )}
              </Text>
              {troubleOf(release) && (
                <Text size="small" color="critical">
                  {troubleOf(release)}
                </Text>
              )}
            </li>
          ))}
        </Rows>
      )}
    </DeskPart>
  )
}

function Trouble({ state }: { state: ScheduleState }) {
  const words = useDeskWords()
  return state === 'late' || state === 'failed' ? <Badge tone="critical">{words[state]}</Badge> : null
}

const releaseStyles = css({
  display: 'grid',
  gap: tokenSchema.size.space.regular,
  padding: `${tokenSchema.size.space.medium} ${tokenSchema.size.space.large}`,
  '& > div': { display: 'flex', justifyContent: 'space-between', gap: tokenSchema.size.space.regular },
})
