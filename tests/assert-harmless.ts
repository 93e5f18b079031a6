import assert from 'node:assert/strict'
import { defaultTreeAdapter as tree, parse, parseFragment, type DefaultTreeAdapterTypes } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node

/** Elements that our pages and our html may have; any other came out of somebody's text. */
const known = new Set(
  (
    'html head meta base title style body main article aside header footer section figure figcaption img picture source div span ' +
    'h1 h2 h3 p br a strong em u s sup sub code kbd pre blockquote ol ul li hr time dl dt dd small nav table tbody tr td th'
  ).split(' '),
)
const knownAttributes =
  /^(id|class|lang|dir|href|rel|src|srcset|sizes|alt|width|height|loading|decoding|fetchpriority|datetime|charset|name|content|start|title|style|target|role|aria-[a-z]+|data-[a-z-]+)$/
const followed = /^(https?:\/\/|mailto:|\/(?!\/)|#)/

/** Fails where a text of the corpus has become more than text in a page, or in a piece of html. */
export function assertHarmless(html: string, what: string, { isPage = false } = {}): void {
  for (const node of nodesOf(isPage ? parse(html) : parseFragment(html))) {
    if (!tree.isElementNode(node)) continue
    assert.ok(known.has(node.tagName), `${what}: an element <${node.tagName}>`)
    for (const { name, value } of node.attrs) {
      assert.match(name, knownAttributes, `${what}: an attribute ${name} of <${node.tagName}>`)
      if (name === 'href' || name === 'src') assert.match(value, followed, `${what}: ${name}="${value}"`)
    }
    if (node.tagName === 'base') assert.deepEqual(node.attrs, [{ name: 'target', value: '_blank' }], what)
    if (node.tagName === 'meta')
      assert.ok(!node.attrs.some(({ name }) => name === 'http-equiv'), `${what}: a page that leads elsewhere`)
  }
}

/** All that a page or a piece of html says. */
export const textOf = (html: string, { isPage = false } = {}): string =>
  [...nodesOf(isPage ? parse(html) : parseFragment(html))]
    .map(node => (tree.isTextNode(node) ? node.value : ''))
    .join('')

function* nodesOf(node: Node): Generator<Node> {
  yield node
  if ('childNodes' in node) for (const child of node.childNodes) yield* nodesOf(child)
}
