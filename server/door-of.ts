/** The part of the port that a request went to. */
export type Door = 'admin' | 'authoring' | 'delivery' | 'events' | 'pictures' | 'preview' | 'health'

const doors: [door: Door, ...prefixes: string[]][] = [
  ['authoring', '/api/graphql'],
  ['delivery', '/graphql', '/feeds', '/sitemap*', '/robots.txt'],
  ['events', '/events'],
  ['pictures', '/images'],
  ['preview', '/preview'],
  ['health', '/healthz', '/readyz', '/metrics'],
]

/** Which door a path belongs to. */
export function doorOf(path: string): Door {
  return doors.find(([, ...prefixes]) => belongsTo(prefixes, path))?.[0] ?? 'admin'
}

/** `/graphql` stands for itself and `/graphql/x`, but not `/graphqlx`; `/sitemap*` for all that begins so. */
export function belongsTo(paths: readonly string[], path: string): boolean {
  return paths.some(own =>
    own.endsWith('*') ? path.startsWith(own.slice(0, -1)) : path === own || path.startsWith(`${own}/`),
  )
}
