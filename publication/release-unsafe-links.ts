import { safeHref } from './safe-href.ts'

/**
 * The document as apps may render it themselves: a link that the HTML does not carry is no link here either, so that
 * `document`, `html` and `text` never say different things. All else stays as approved.
 */
export function releaseUnsafeLinks(nodes: unknown[]): unknown[] {
  return nodes.flatMap(node => {
    if (!hasChildren(node)) return [node]
    const children = releaseUnsafeLinks(node.children)
    return node.type === 'link' && safeHref(node.href) === null ? children : [{ ...node, children }]
  })
}

function hasChildren(node: unknown): node is { type?: unknown; href?: unknown; children: unknown[] } {
  return typeof node === 'object' && node !== null && 'children' in node && Array.isArray(node.children)
}
