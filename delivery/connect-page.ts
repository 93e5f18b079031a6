/** The arguments of a list in pages. */
export type Page = { first: number; after?: string | null }

/** A Relay connection, with `nodes` for apps that need no cursors. */
export type Connection<Node> = {
  edges: { cursor: string; node: Node }[]
  nodes: Node[]
  pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    startCursor: string | null
    endCursor: string | null
  }
}

/**
 * Makes a page of `first` out of at most `first + 1` rows: the row too many says that there is a next page. Cursors are
 * written when they are asked for, as most apps want `nodes` and the last cursor.
 */
export function connectPage<Node>({
  rows,
  first,
  isContinued,
  cursorOf,
}: {
  rows: Node[]
  first: number
  /** Whether this page continues an earlier one. */
  isContinued: boolean
  cursorOf: (node: Node) => string
}): Connection<Node> {
  const nodes = rows.slice(0, first)
  const cursorAt = (index: number) => {
    const node = nodes.at(index)
    return node ? cursorOf(node) : null
  }
  return {
    get edges() {
      return nodes.map(node => ({ cursor: cursorOf(node), node }))
    },
    nodes,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: isContinued,
      get startCursor() {
        return cursorAt(0)
      },
      get endCursor() {
        return cursorAt(-1)
      },
    },
  }
}
