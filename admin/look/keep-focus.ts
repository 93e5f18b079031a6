import { useEffect } from 'react'

const focusable =
  'a[href], button:enabled, input:enabled:not([type=hidden]), textarea:enabled, select:enabled, summary, [contenteditable=true], [tabindex="0"]'

/** Whoever gives the focus back by themselves, as dialogs do when they close, has done so by then. */
const patienceMs = 80

type Step = { parent: Element; place: number }
type Held = { element: HTMLElement; way: Step[] }

/**
 * Keeps somebody with a keyboard on the page: where the button they pressed goes away or is switched off by being
 * pressed, the focus moves to what stands in its place or beside it, and not to the top of the page.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: Held | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const note = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement) last = { element: target, way: wayTo(target) }
    }
    // A click on nothing lets go of the focus on purpose.
    const letGo = () => (last = null)
    const look = () => {
      if (document.activeElement !== document.body || !last || !isOff(last.element)) return
      clearTimeout(timer)
      timer = setTimeout(() => {
        if (document.activeElement === document.body && last) giveBack(last)
      }, patienceMs)
    }
    const changes = new MutationObserver(look)
    changes.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] })
    document.addEventListener('focusin', note)
    document.addEventListener('pointerdown', letGo, true)
    return () => {
      clearTimeout(timer)
      changes.disconnect()
      document.removeEventListener('focusin', note)
      document.removeEventListener('pointerdown', letGo, true)
    }
  }, [])
}

const isOff = (element: Element) => !element.isConnected || element.matches(':disabled')

/** Switched off for a moment only, while the server was asked, it is the place itself. */
function giveBack({ element, way }: Held): void {
  if (isOff(element)) focusAlong(way)
  else element.focus()
}

/** Where an element stands in each of the elements that it stands in, from the inside out. */
function wayTo(element: Element): Step[] {
  const way: Step[] = []
  for (let inside = element; inside.parentElement; inside = inside.parentElement)
    way.push({ parent: inside.parentElement, place: [...inside.parentElement.children].indexOf(inside) })
  return way
}

/** The next thing in the innermost part that is still there, else the one before it, else in the part around it. */
function focusAlong(way: Step[]): void {
  for (const { parent, place } of way) {
    if (!parent.isConnected || parent.closest('[inert], [aria-hidden=true]')) continue
    const parts = [...parent.children]
    const nearest = [...parts.slice(place), ...parts.slice(0, place).toReversed()]
    const next = nearest.map(firstIn).find(found => found !== undefined)
    if (next) return next.focus()
  }
}

function firstIn(part: Element): HTMLElement | undefined {
  const all = [part, ...part.querySelectorAll(focusable)]
  return all.find(
    (found): found is HTMLElement =>
      found instanceof HTMLElement && found.matches(focusable) && found.checkVisibility(),
  )
}
