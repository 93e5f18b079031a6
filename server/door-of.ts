/** The part of the port that a request went to. */
export type Door = 'admin' | 'authoring' | 'delivery' | 'events' | 'pictures' | 'preview' | 'health'

/** The busiest first. */
const doors = (
  [
    ['delivery', ['/graphql', '/feeds', '/sitemap*', '/robots.txt']],
    ['authoring', ['/api/graphql']],
    ['events', ['/events']],
    ['pictures', ['/images']],
    ['preview', ['/preview']],
    ['health', ['/healthz', '/readyz', '/metrics']],
  ] as const
).map(([door, paths]) => ({ door, belongs: belongingTo(paths) }))

/** Which door a path belongs to. */
export function doorOf(path: string): Door {
  return doors.find(({ belongs }) => belongs(path))?.door ?? 'admin'
}

/**
 * Whether a path belongs to some: `/graphql` stands for itself and `/graphql/x`, but not `/graphqlx`; `/sitemap*` for
 * all that begins so. Made once, as it is asked for every request.
 */
export function belongingTo(paths: readonly string[]): (path: string) => boolean {
  const whole = new Set(paths)
  const beginnings = paths.map(path => (path.endsWith('*') ? path.slice(0, -1) : `${path}/`))
  return path => whole.has(path) || beginnings.some(beginning => path.startsWith(beginning))
}
