import { safeHref } from './safe-href.ts'

/**
 * The document as apps may render it themselves: a link that the HTML does not carry is no link here either, and one that
 * it carries has the same address, quotes and spaces encoded. So `document`, `html` and `text` never say different
 * things. All else stays as approved.
 */
export function releaseUnsafeLinks(nodes: unknown[]): unknown[] {
  return nodes.flatMap(node => {
    if (!hasChildren(node)) return [node]
    const children = releaseUnsafeLinks(node.children)
    if (node.type !== 'link') return [{ ...node, children }]
    const href = safeHref(node.href)
    return href === null ? children : [{ ...node, href, children }]
  })
}

function hasChildren(node: unknown): node is { type?: unknown; href?: unknown; children: unknown[] } {
  return typeof node === 'object' && node !== null && 'children' in node && Array.isArray(node.children)
}
