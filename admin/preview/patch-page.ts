/**
 * Makes a document that is shown say what `html` says, and touches nothing that is the same in both: pictures are not
 * fetched again, and the page stays where it was scrolled to.
 */
export function patchPage(shown: Document, html: string): void {
  const next = new DOMParser().parseFromString(html, 'text/html')
  const { scrollTop } = shown.documentElement
  copyAttributes(shown.documentElement, next.documentElement)
  patch(shown.head, next.head)
  patch(shown.body, next.body)
  shown.documentElement.scrollTop = scrollTop
}

function patch(before: Element, after: Element): void {
  if (before.isEqualNode(after)) return
  if (!haveSameShape(before, after)) return before.replaceWith(before.ownerDocument.adoptNode(after))
  copyAttributes(before, after)
  const pairs = [...before.children].map((child, place) => [child, after.children[place]] as const)
  for (const [child, next] of pairs) if (next) patch(child, next)
}

/** Elements alone inside, and as many of them: otherwise it is quicker to put the new one in the old one's place. */
function haveSameShape(before: Element, after: Element): boolean {
  const same = before.tagName === after.tagName && before.children.length === after.children.length
  return same && before.children.length > 0 && [before, after].every(hasElementsAlone)
}

const hasElementsAlone = (element: Element) => element.childNodes.length === element.children.length

function copyAttributes(before: Element, after: Element): void {
  for (const name of before.getAttributeNames()) if (!after.hasAttribute(name)) before.removeAttribute(name)
  for (const { name, value } of after.attributes)
    if (before.getAttribute(name) !== value) before.setAttribute(name, value)
}
