import type { Session } from '../access.ts'
import type { Context } from '../generated/keystone/types.ts'
import { namedPerson } from './named-person.ts'
import { g } from './newsroom-graphql.ts'

type Subject = { kind: string; id: string; label: string | null }

const RecordSubject = g.object<Subject>()({
  name: 'RecordSubject',
  description: 'What an entry on record is about.',
  fields: {
    kind: g.field({ type: g.nonNull(g.String), description: 'article, image, tag, user, release, note …' }),
    id: g.field({ type: g.nonNull(g.String) }),
    label: g.field({ type: g.String, description: 'As it is called today; null where it is no more.' }),
  },
})

const unseen = { createView: { fieldMode: 'hidden' } } as const

/**
 * For `virtual`: the name beside the id that the record keeps, also of somebody who has left. Rows of a page share one
 * statement.
 */
export const personOnRecord = <Row>(idOf: (row: Row) => string) => ({
  field: g.field({
    type: g.nonNull(namedPerson),
    async resolve(row: Row, _args, { prisma }: Context<Session>) {
      const id = idOf(row)
      const person = await prisma.user.findUnique({ where: { id }, select: { name: true } })
      return { id, name: person?.name ?? id }
    },
  }),
  ui: { ...unseen, query: '{ id name }', views: './admin/fields/record-person' },
})

/** For `virtual`: what `article:ID`, `user:ID` … is called today. */
export const subjectOnRecord = <Row>(subjectOf: (row: Row) => string) => ({
  field: g.field({
    type: g.nonNull(RecordSubject),
    async resolve(row: Row, _args, { prisma }: Context<Session>) {
      const [kind = '', id = ''] = subjectOf(row).split(/:(.*)/s)
      return { kind, id, label: (await labels[kind]?.(prisma, id)) ?? null }
    },
  }),
  ui: { ...unseen, query: '{ kind id label }', views: './admin/fields/record-subject' },
})

type Find = (prisma: Context['prisma'], id: string) => Promise<string | null | undefined>

const labels: Record<string, Find> = {
  article: async (prisma, id) => (await prisma.article.findUnique({ where: { id } }))?.headline,
  image: async (prisma, id) => (await prisma.image.findUnique({ where: { id } }))?.caption,
  tag: async (prisma, id) => (await prisma.tag.findUnique({ where: { id } }))?.name,
  user: async (prisma, id) => (await prisma.user.findUnique({ where: { id } }))?.name,
  release: async (prisma, id) => (await prisma.release.findUnique({ where: { id } }))?.name,
  note: async (prisma, id) => (await prisma.editorialNote.findUnique({ where: { id } }))?.text,
  apiToken: async (prisma, id) => (await prisma.apiToken.findUnique({ where: { id } }))?.name,
}
