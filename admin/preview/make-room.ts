/** Keystone's own column for navigation, which is of no use while one writes and looks. */
const navigationWidth = '288px'

/**
 * Lets the page that `inside` stands on leave free the right part of the window; its navigation steps aside meanwhile.
 * Gives what puts everything back.
 */
export function makeRoom(inside: HTMLElement, width: string): () => void {
  const page = inside.closest('main')?.parentElement
  if (!page) return () => {}
  const aside = [...page.children].filter(
    (part): part is HTMLElement => part instanceof HTMLElement && !['HEADER', 'MAIN'].includes(part.tagName),
  )
  const { marginInlineStart, marginInlineEnd } = page.style
  page.style.marginInlineStart = `-${navigationWidth}`
  page.style.marginInlineEnd = width
  for (const part of aside) part.style.visibility = 'hidden'
  return () => {
    Object.assign(page.style, { marginInlineStart, marginInlineEnd })
    for (const part of aside) part.style.visibility = ''
  }
}
