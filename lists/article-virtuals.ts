import { virtual } from '@keystone-6/core/fields'
import type { Session } from '../access.ts'
import { sqlOfPrisma } from '../database/sql.ts'
import type { Context, Lists } from '../generated/keystone/types.ts'
import { readingMinutes, countWords } from '../publication/reading-time.ts'
import { renderDocument } from '../publication/render-document.ts'
import { say } from '../spoken.ts'
import { checklistOf } from '../workflow/assert-checklist.ts'
import type { ChecklistItem } from '../workflow/checklist.ts'
import { loadSnapshot } from '../workflow/load-snapshot.ts'
import { databaseTime } from '../workflow/database-time.ts'
import { scheduleStateOf, scheduleStates } from '../workflow/schedule-state.ts'
import { publicStatuses, publicStatusOf } from '../workflow/story.ts'
import { g } from './newsroom-graphql.ts'

type ArticleInfo = Lists.Article.TypeInfo<Session>
type Row = Lists.Article.Item

// The story's page asks for them by its panel, apart from the form.
const notInForms = { createView: { fieldMode: 'hidden' }, itemView: { fieldMode: 'hidden' } } as const

const PublicStatus = g.enum({ name: 'ArticlePublicStatus', values: g.enumValues([...publicStatuses]) })

/** What readers see of the story now. */
export const publicStatusField = () =>
  virtual<ArticleInfo>({
    field: g.field({ type: g.nonNull(PublicStatus), resolve: (row: Row) => publicStatusOf(row) }),
    ui: { ...notInForms, label: 'For readers', views: './admin/fields/public-status' },
  })

const ScheduleState = g.enum({ name: 'ArticleScheduleState', values: g.enumValues([...scheduleStates]) })

/** Where the story stands with its times of going live and of leaving. */
export const scheduleStateField = () =>
  virtual<ArticleInfo>({
    field: g.field({
      type: g.nonNull(ScheduleState),
      async resolve(row: Row, _args, { prisma }) {
        if (!row.publishAt && !row.unpublishAt) return 'none'
        return scheduleStateOf(row, await databaseTime({ sql: sqlOfPrisma(prisma) }))
      },
    }),
    ui: { ...notInForms, label: 'Schedule', views: './admin/fields/schedule-state' },
  })

/** True where the working copy of a live story differs from what readers get. */
export const hasUnpublishedChangesField = () =>
  virtual<ArticleInfo>({
    field: g.field({
      type: g.nonNull(g.Boolean),
      async resolve({ id, liveRevision, newestRevision }: Row, _args, context) {
        if (liveRevision === null || liveRevision === newestRevision) return false
        const [live, newest] = await Promise.all(
          [liveRevision, newestRevision].map(number => hashOf(context, id, number)),
        )
        return live !== newest
      },
    }),
    ui: notInForms,
  })

/** Words of headings and bodies / 200, rounded up. */
export const readingMinutesField = () =>
  virtual<ArticleInfo>({
    field: g.field({
      type: g.nonNull(g.Int),
      async resolve({ id }: Row, _args, context) {
        const sections = await context.prisma.article.findUnique({ where: { id } }).sections()
        return readingMinutes(
          countWords((sections ?? []).flatMap(({ heading, body }) => [heading, renderDocument(body).text])),
        )
      },
    }),
    ui: notInForms,
  })

const ChecklistItemType = g.object<ChecklistItem>()({
  name: 'ChecklistItem',
  fields: {
    code: g.field({ type: g.nonNull(g.String) }),
    field: g.field({ type: g.nonNull(g.String) }),
    done: g.field({ type: g.nonNull(g.Boolean) }),
    sentence: g.field({ type: g.nonNull(g.String), resolve: ({ sentence }) => say(sentence) }),
  },
})

/** What an approval will ask for, and how far the working copy is. */
export const checklistField = () =>
  virtual<ArticleInfo>({
    field: g.field({
      type: g.nonNull(g.list(g.nonNull(ChecklistItemType))),
      async resolve({ id }: Row, _args, { prisma }) {
        const act = { prisma, sql: sqlOfPrisma(prisma) }
        return checklistOf(act, id, await loadSnapshot(act, id))
      },
    }),
    ui: { ...notInForms, query: '{ code field done sentence }', listView: { fieldMode: 'hidden' } },
  })

async function hashOf(context: Context<Session>, articleId: string, number: number): Promise<string | null> {
  const revision = await context.prisma.revision.findUnique({
    where: { articleId_number: { articleId, number } },
    select: { contentHash: true },
  })
  return revision?.contentHash ?? null
}
