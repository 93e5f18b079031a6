/** What an answer depends on, for the caches in front: a change purges exactly the answers that carry its tag. */
export type CacheTags = {
  article(id: string): void
  tag(id: string): void
  /** For lists, and for “there is no such story”: any publication may change them. */
  articles(): void
  header(): string
  /** The same for our own memory, where there is room for more. */
  dependencies(): string[]
}

/** Node's own clients refuse answers with more than 16 KB of headers. */
const headerLimit = 4_000

/** Each costs memory, and time when the answer goes. */
const dependencyLimit = 1_000

/** Collects tags. An answer with too many of them carries only `articles`, which every change purges. */
export function collectCacheTags(): CacheTags {
  const tags = new Set<string>()
  return {
    article: id => void tags.add(`article:${id}`),
    tag: id => void tags.add(`tag:${id}`),
    articles: () => void tags.add('articles'),
    header: () => {
      const header = [...tags].sort().join(',')
      return header.length > headerLimit ? 'articles' : header
    },
    dependencies: () => (tags.size > dependencyLimit ? ['articles'] : [...tags]),
  }
}
