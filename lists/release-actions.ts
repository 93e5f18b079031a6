import { action, g } from '@keystone-6/core'
import { timestamp } from '@keystone-6/core/fields'
import { permissions, type Session } from '../access.ts'
import { Refusal } from '../errors.ts'
import type { Lists } from '../generated/keystone/types.ts'
import { beginAct, type Act, type Newsroom } from '../workflow/act.ts'
import { assertReleaseVersion } from '../workflow/release.ts'
import { releaseStories } from '../workflow/release-stories.ts'
import { scheduleRelease, unscheduleRelease } from '../workflow/schedule-release.ts'
import { keepRefusal } from './keep-refusals.ts'

type Info = Lists.Release.TypeInfo<Session>

type ReleaseAction = {
  label: string
  prompt: string
  success: string
  asksTime?: true
  isOpenTo: (release: Lists.Release.Item) => boolean
  perform: (act: Act, releaseId: string, releaseAt: Date | undefined) => Promise<void>
}

/** `releaseRelease`, `scheduleRelease(releaseAt)` and `unscheduleRelease`, each naming the version that was looked at. */
export const releaseActions = (newsroom: Newsroom) => ({
  release: releaseAction(newsroom, {
    label: 'Release now',
    prompt: 'Shows all its stories to readers at one moment. If one does not qualify, none goes live.',
    success: 'Released',
    isOpenTo: ({ state }) => state === 'open',
    perform: (act, id) => releaseStories(act, id),
  }),
  schedule: releaseAction(newsroom, {
    label: 'Schedule',
    prompt: 'All its stories go live together at this time.',
    success: 'Scheduled',
    asksTime: true,
    isOpenTo: ({ state }) => state === 'open',
    perform: scheduleRelease,
  }),
  unschedule: releaseAction(newsroom, {
    label: 'Unschedule',
    prompt: 'It stays open, and goes live only when somebody says so.',
    success: 'Unscheduled',
    isOpenTo: ({ state, releaseAt }) => state === 'open' && releaseAt !== null,
    perform: (act, id) => unscheduleRelease(act, id),
  }),
})

const version = {
  graphql: g.arg({ type: g.nonNull(g.Int), description: 'The version that you looked at.' }),
  ui: { source: { itemField: 'version' } },
} as const

const releaseAt = {
  graphql: g.arg({ type: g.nonNull(g.DateTime) }),
  ui: { source: { field: timestamp<Info>({ validation: { isRequired: true } }) } },
}

function releaseAction(newsroom: Newsroom, { label, prompt, success, asksTime, isOpenTo, perform }: ReleaseAction) {
  return action<Info, never>({
    access: permissions.publishers,
    // Which arguments there are is the row's affair, which the type parameter of `action` cannot express.
    args: { version, ...(asksTime && { releaseAt }) } as never,
    resolve: keepRefusal(async ({ where, args }, context) => {
      const asked = args as { version: number; releaseAt?: Date }
      const release = await context.db.Release.findOne({ where })
      if (!release)
        throw new Refusal('NOT_FOUND', {
          en: 'There is no such release.',
          fr: 'Cette parution groupée n’existe pas.',
        })
      const act = beginAct(context, newsroom)
      await assertReleaseVersion(act, release.id, asked.version)
      await perform(act, release.id, asked.releaseAt)
      return context.db.Release.findOne({ where: { id: release.id } })
    }),
    ui: {
      label,
      messages: { promptTitle: `${label}: {itemLabel}`, prompt, promptConfirmLabel: label, success },
      itemView: {
        navigation: 'refetch',
        actionMode: ({ session, item }) =>
          permissions.publishers({ session }) && item && isOpenTo(item) ? 'enabled' : 'hidden',
      },
      listView: { actionMode: 'hidden' },
    },
  })
}
