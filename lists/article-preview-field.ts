import { virtual } from '@keystone-6/core/fields'
import { personOf, type Session } from '../access.ts'
import type { Lists } from '../generated/keystone/types.ts'
import { mayShowOutside } from '../workflow/preview-link.ts'
import { g } from './newsroom-graphql.ts'

/** How many links for people outside open the story now; null for whoever may not make any. */
export const openPreviewLinksField = () =>
  virtual<Lists.Article.TypeInfo<Session>>({
    field: g.field({
      type: g.Int,
      async resolve(story: Lists.Article.Item, _args, { session, prisma }) {
        const person = personOf(session)
        if (!person || !mayShowOutside(story, person)) return null
        return prisma.previewLink.count({
          where: { articleId: story.id, revokedAt: null, expiresAt: { gt: new Date() } },
        })
      },
    }),
    ui: {
      createView: { fieldMode: 'hidden' },
      itemView: { fieldPosition: 'sidebar' },
      listView: { fieldMode: 'hidden' },
      label: 'Preview',
      views: './admin/preview/preview-field',
    },
  })
