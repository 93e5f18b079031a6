import { assertSignedIn } from '../access.ts'
import { sqlOfPrisma } from '../database/sql.ts'
import { calendarKinds, readCalendar, type Calendar, type CalendarEntry } from '../desk/read-calendar.ts'
import { deskParts, readDesk, readReleasesComing, type DeskPart } from '../desk/read-desk.ts'
import type { StoryLine } from '../desk/story-line.ts'
import { g } from './newsroom-graphql.ts'
import { ReleaseLineType, StoryLineType } from './story-line-types.ts'

const Part = g.object<{ name: DeskPart; lines: StoryLine[] }>()({
  name: 'DeskPart',
  fields: {
    name: g.field({ type: g.nonNull(g.enum({ name: 'DeskPartName', values: g.enumValues([...deskParts]) })) }),
    lines: g.field({ type: g.nonNull(g.list(g.nonNull(StoryLineType))) }),
  },
})

const Entry = g.object<CalendarEntry>()({
  name: 'CalendarEntry',
  description: 'Something that happens to a story or to a release at a time.',
  fields: {
    kind: g.field({ type: g.nonNull(g.enum({ name: 'CalendarKind', values: g.enumValues([...calendarKinds]) })) }),
    at: g.field({ type: g.nonNull(g.DateTime) }),
    story: g.field({ type: StoryLineType }),
    release: g.field({ type: ReleaseLineType }),
  },
})

const entries = g.nonNull(g.list(g.nonNull(Entry)))

const CalendarType = g.object<Calendar>()({
  name: 'Calendar',
  fields: {
    entries: g.field({ type: entries }),
    overdue: g.field({ type: entries, description: 'What is late or failed, whenever it was due.' }),
    isCut: g.field({ type: g.nonNull(g.Boolean), description: 'There is more than fits.' }),
  },
})

/** `myDesk`, `releasesComing` and `calendar(from, to)`. */
export const extendWithDesk = () =>
  g.extend({
    query: {
      myDesk: g.field({
        type: g.nonNull(g.list(g.nonNull(Part))),
        description: 'What waits for you, what you write, what goes out and what went out; the first few of each.',
        async resolve(_source, _args, { session, prisma }) {
          const desk = await readDesk(sqlOfPrisma(prisma), assertSignedIn(session))
          return deskParts.map(name => ({ name, lines: desk[name] }))
        },
      }),
      releasesComing: g.field({
        type: g.nonNull(g.list(g.nonNull(ReleaseLineType))),
        description: 'Open releases, the next one first.',
        resolve(_source, _args, { session, prisma }) {
          assertSignedIn(session)
          return readReleasesComing(sqlOfPrisma(prisma))
        },
      }),
      calendar: g.field({
        type: g.nonNull(CalendarType),
        description: 'What goes out, leaves and may go out from one moment to another, 42 days at most.',
        args: {
          from: g.arg({ type: g.nonNull(g.DateTime) }),
          to: g.arg({ type: g.nonNull(g.DateTime) }),
        },
        resolve: (_source, span, { session, prisma }) =>
          readCalendar(sqlOfPrisma(prisma), assertSignedIn(session), span),
      }),
    },
  })
