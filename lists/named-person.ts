import { g } from './newsroom-graphql.ts'

/** Whoever the record names. */
export const namedPerson = g.object<{ id: string; name: string }>()({
  name: 'HistoryPerson',
  description: 'A person on the record, also one who has left since, or a script.',
  fields: { id: g.field({ type: g.nonNull(g.ID) }), name: g.field({ type: g.nonNull(g.String) }) },
})
