/** Brings a field of the form into view and puts the focus there; our own views carry an id, Keystone's only a label. */
export function focusField(fieldKey: string, label: string): void {
  const field = document.getElementById(`field-${fieldKey}`) ?? labelled(label) ?? firstOf(label)
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  field?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' })
  field?.focus({ preventScroll: true })
}

function labelled(label: string): HTMLElement | null {
  const found = [...document.querySelectorAll('label')].find(({ textContent }) => textContent?.startsWith(label))
  return found ? document.getElementById(found.htmlFor) : null
}

/** A date and time is a group of fields; its first one takes the focus. */
function firstOf(label: string): HTMLElement | null {
  const group = [...document.querySelectorAll('[role="group"][aria-labelledby]')].find(labelledGroup =>
    (labelledGroup.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .some(id => document.getElementById(id)?.textContent?.startsWith(label)),
  )
  return group?.querySelector<HTMLElement>('[tabindex="0"], input, button') ?? null
}
