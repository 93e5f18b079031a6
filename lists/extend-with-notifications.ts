import { assertSignedIn } from '../access.ts'
import { assertPageSize } from './assert-page-size.ts'
import { g } from './newsroom-graphql.ts'

const mostAtOnce = 100

/** The bell: `unreadNotifications`, `myNotifications(first)`, `markAllNotificationsRead`. */
export const extendWithNotifications = () =>
  g.extend(base => ({
    query: {
      unreadNotifications: g.field({
        type: g.nonNull(g.Int),
        description: 'How many notifications of yours you have not read.',
        resolve: (_source, _args, { session, prisma }) =>
          prisma.notification.count({ where: { personId: assertSignedIn(session).id, readAt: null } }),
      }),
      myNotifications: g.field({
        type: g.nonNull(g.list(g.nonNull(base.object('Notification')))),
        description: 'What you were told, newest first.',
        args: { first: g.arg({ type: g.nonNull(g.Int), defaultValue: 20 }) },
        async resolve(_source, { first }, context) {
          const { id } = assertSignedIn(context.session)
          assertPageSize(first, mostAtOnce)
          return context.prisma.notification.findMany({
            where: { personId: id },
            orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
            take: first,
          })
        },
      }),
    },
    mutation: {
      markAllNotificationsRead: g.field({
        type: g.nonNull(g.Int),
        description: 'Marks all notifications of yours as read; answers how many were not.',
        async resolve(_source, _args, { session, prisma }) {
          const unread = { personId: assertSignedIn(session).id, readAt: null }
          const { count } = await prisma.notification.updateMany({ where: unread, data: { readAt: new Date() } })
          return count
        },
      }),
    },
  }))
