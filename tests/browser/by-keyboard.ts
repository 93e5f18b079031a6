import type { Page } from 'playwright'

/** What a walk with the Tab key over a page found: each line names an element that somebody without a mouse misses. */
export type Walk = {
  /** The names of what has the focus, in order. */
  stops: string[]
  /** Can be pressed by the mouse, and neither Tab nor an arrow key leads to it. */
  unreached: string[]
  /** Has the focus, and looks as without it. */
  unmarked: string[]
  /** Does not let go of the focus. */
  traps: string[]
}

const mostStops = 400

/** Goes over the page, or the dialog that stands on it, by Tab alone, and then to what only arrow keys reach. */
export async function walkByKeyboard(page: Page): Promise<Walk> {
  await installProbe(page)
  await page.evaluate(() => window.probe.holdStill())
  const walk: Walk = { stops: [], unreached: [], unmarked: [], traps: [] }
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press('Tab')
    const found = await page.evaluate(() => window.probe.arrive())
    if (found.unmarked) walk.unmarked.push(found.unmarked)
    if (found.isTrapped) {
      walk.traps.push(found.name)
      break
    }
    if (found.isRound) break
    walk.stops.push(found.name)
  }
  // The arrows may change what the page offers: what Tab left out is noted first.
  walk.unreached.push(...(await page.evaluate(() => window.probe.unreached())))
  for (const place of await page.evaluate(() => window.probe.byArrows())) {
    if (!(await reachByArrows(page, place))) walk.unreached.push(place.name)
  }
  return walk
}

/**
 * Presses everything that Tab leads to, by Enter, and looks where that leaves the focus: in the window that opens, and
 * back at what opened it once Escape has closed it; never at nothing. Gives a line for each that does otherwise.
 */
export async function pressEverything(page: Page, { but }: { but: RegExp }): Promise<string[]> {
  await installProbe(page)
  const pathOf = () => new URL(page.url()).pathname
  const place = pathOf()
  const lost: string[] = []
  const pressed = new Set<string>()
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press('Tab')
    const { name, isRound, isPressed } = await page.evaluate(() => window.probe.arrive())
    if (isRound) break
    // One of many that are alike stands for all of them.
    const kind = name.replace(/\d+/g, '1')
    if (!isPressed || pressed.has(kind) || but.test(name)) continue
    pressed.add(kind)
    lost.push(...(await pressOne(page, name)))
    if (pathOf() === place) continue
    lost.push(`${name} leads away, to ${page.url()}`)
    break
  }
  return lost
}

async function pressOne(page: Page, name: string): Promise<string[]> {
  await page.keyboard.press('Enter')
  await untilSettled(page)
  const opened = await page.evaluate(() => window.probe.whereAmI())
  if (!(await hasCome(page, 'isNowhere', false))) return [`${name}: pressed, and the focus is lost`]
  if (!opened.isInWindow) return []
  await page.keyboard.press('Escape')
  if (!(await hasCome(page, 'isInWindow', false))) return [`${name}: Escape does not close what it opens`]
  await hasCome(page, 'isNowhere', false)
  const closed = await page.evaluate(() => window.probe.whereAmI())
  return closed.name === name || closed.isOpenerGone ? [] : [`${name}: closed, and the focus is at ${closed.name}`]
}

/** What fades out takes its time, and so does whoever gives the focus back. */
const hasCome = (page: Page, what: 'isNowhere' | 'isInWindow', wanted: boolean): Promise<boolean> =>
  page
    .waitForFunction(([name, value]) => window.probe.whereAmI()[name] === value, [what, wanted] as const, {
      timeout: 3_000,
    })
    .then(
      () => true,
      () => false,
    )

/** What comes after a press takes its turns: the page is drawn, and the focus moved. */
const untilSettled = (page: Page): Promise<unknown> =>
  page.evaluate(
    () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50)))),
  )

type ByArrows = { from: number; to: number; name: string }

const mostSteps = 24

/** Along a list, and in a table along its first row and along its head. */
const ways = [
  [null, 'ArrowRight'],
  [null, 'ArrowDown'],
  ['ArrowDown', 'ArrowRight'],
  ['ArrowUp', 'ArrowRight'],
] as const

/** One stop of Tab stands for a group, within which the arrows lead. */
async function reachByArrows(page: Page, { from, to }: ByArrows): Promise<boolean> {
  for (const [first, then] of ways) {
    await page.evaluate(start => window.probe.focus(start), from)
    if (first) await page.keyboard.press(first)
    for (let step = 0; step < mostSteps; step += 1) {
      if (await page.evaluate(wanted => window.probe.isAt(wanted), to)) return true
      await page.keyboard.press(then)
    }
  }
  return false
}

type Arrival = { name: string; isRound: boolean; isTrapped: boolean; isPressed: boolean; unmarked: string | null }

type Probe = {
  holdStill: () => void
  arrive: () => Arrival
  byArrows: () => ByArrows[]
  unreached: () => string[]
  focus: (index: number) => void
  isAt: (index: number) => boolean
  whereAmI: () => { name: string; isNowhere: boolean; isInWindow: boolean; isOpenerGone: boolean }
}

declare global {
  interface Window {
    probe: Probe
  }
}

const installProbe = (page: Page): Promise<void> => page.evaluate(probeSource) as Promise<void>

/** Runs in the page, as text: the compiler's own names are not known there. */
const probeSource = String.raw`(() => {
  const interactive = [
    'a[href]', 'button', 'input:not([type=hidden])', 'textarea', 'select', 'summary', '[contenteditable=true]',
    ...['button', 'link', 'checkbox', 'radio', 'switch', 'tab', 'menuitem', 'option', 'combobox', 'spinbutton', 'slider'].map(role => '[role=' + role + ']'),
  ].join(',')
  const groups = '[role=radiogroup],[role=tablist],[role=toolbar],[role=grid],[role=treegrid],[role=listbox],[role=menu],[role=tree],[role=group]'
  const all = []
  const indexOf = element => (all.includes(element) ? all.indexOf(element) : all.push(element) - 1)
  const reached = new Set()
  let first = null
  let previous = null
  let same = 0
  let ends = 0

  const style = element => {
    if (!element) return ''
    return [null, '::before', '::after'].map(pseudo => {
      const s = getComputedStyle(element, pseudo)
      return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor, s.backgroundColor, s.color, s.textDecorationLine, s.opacity, s.visibility, s.clip, s.transform].join(' ')
    }).join('|')
  }
  const look = element => {
    const above = [element.parentElement, element.parentElement?.parentElement, element.parentElement?.parentElement?.parentElement]
    const around = [...(element.parentElement?.children ?? [])].slice(0, 12)
    const within = [...element.querySelectorAll('*')].slice(0, 12)
    return [element, ...above, ...around, ...within].map(style).join('\n')
  }
  // What a frame shows, and what the development server adds, are not the page.
  const isForeign = element => ['IFRAME', 'NEXTJS-PORTAL'].includes(element.tagName)
  const nameOf = element => {
    const labelled = (element.getAttribute('aria-labelledby') ?? '').split(' ').map(id => document.getElementById(id)?.textContent ?? '').join(' ')
    const name = element.getAttribute('aria-label') || labelled.trim() || element.labels?.[0]?.textContent || element.textContent || element.getAttribute('placeholder') || element.outerHTML.slice(0, 160)
    const role = element.getAttribute('role') ?? element.tagName.toLowerCase()
    return role + ' “' + name.trim().replace(/\s+/g, ' ').slice(0, 80) + '”'
  }
  const stage = () => [...document.querySelectorAll('[role=dialog],[role=alertdialog],[role=menu]')].filter(isShown).at(-1) ?? document.body
  const isShown = element => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: false })) return false
    if (element.closest('[aria-hidden=true],[inert],[hidden]')) return false
    const { width, height } = element.getBoundingClientRect()
    return width > 0 && height > 0
  }
  const isOff = element => element.matches(':disabled,[aria-disabled=true]') || element.closest('fieldset:disabled') !== null
  const candidates = () => {
    const wanted = new Set([...stage().querySelectorAll(interactive)])
    for (const element of stage().querySelectorAll('*')) {
      const cursor = getComputedStyle(element).cursor
      if ((cursor === 'pointer' || cursor === 'grab') && getComputedStyle(element.parentElement).cursor !== cursor) wanted.add(element)
    }
    return [...wanted].filter(element => isShown(element) && !isOff(element))
  }
  const isReached = element => {
    if (reached.has(element)) return true
    for (const stop of reached) {
      if (stop.contains(element) && !element.matches(interactive)) return true
      if (element.contains(stop) && !element.matches('a[href],button,[role=button]')) return true
    }
    // The arrows of a number, of a date and of a list of suggestions are the arrow keys of their input.
    const besides = [element.parentElement, element.parentElement?.parentElement]
    if (element.tabIndex === -1 && besides.some(part => [...reached].some(stop => stop.matches('input') && part?.contains(stop)))) return true
    // A tag that has the focus is followed by Enter and taken away by Delete: what stands in it needs no stop.
    const row = element.closest('[role=row]')
    if (row?.querySelectorAll('[role=gridcell]').length === 1) return true
    const label = element.closest('label')
    return label?.control !== undefined && label?.control !== null && reached.has(label.control)
  }

  // Where the walk begins, until it has begun.
  const start = stage().insertBefore(document.createElement('span'), stage().firstChild)
  start.tabIndex = -1
  start.focus()
  let lookThere = ''
  window.probe = {
    // A ring that fades in is not there yet when it is looked at.
    holdStill() {
      const still = document.head.appendChild(document.createElement('style'))
      still.textContent = '*,*::before,*::after{transition:none!important}'
    },
    arrive() {
      const now = document.activeElement ?? document.body
      start.remove()
      let unmarked = null
      if (previous && previous !== now && previous.isConnected && !isForeign(previous) && look(previous) === lookThere) unmarked = nameOf(previous)
      const isBody = now === document.body
      same = now === previous ? same + 1 : 0
      // A page may put the focus into its first field by itself: the walk then begins there, and goes once around.
      if (isBody && first) ends += 1
      const isRound = isBody ? ends > 1 : now === first && now !== previous
      const parts = now.tagName === 'IFRAME' ? 60 : 8
      if (!isBody) {
        first ??= now
        reached.add(now)
        indexOf(now)
        // Within a date and a time the browser itself goes on from part to part.
        if (now !== previous) lookThere = look(now)
        previous = now
      }
      const isPressed = now.matches('button,[role=button],summary,[role=switch]') && !isOff(now)
      return { name: nameOf(now), isRound, isTrapped: same > parts, isPressed, unmarked }
    },
    byArrows() {
      return candidates().filter(element => !isReached(element)).flatMap(element => {
        for (let group = element.closest(groups); group; group = group.parentElement?.closest(groups)) {
          const stop = [...reached].find(each => group.contains(each))
          if (stop) return [{ from: indexOf(stop), to: indexOf(element), name: nameOf(element) }]
        }
        return []
      })
    },
    unreached() {
      return candidates().filter(element => !isReached(element) && !element.closest(groups)).map(nameOf)
    },
    focus: index => all[index]?.focus(),
    whereAmI() {
      const now = document.activeElement ?? document.body
      const isInWindow = now.closest('[role=dialog]:not([aria-modal=false]),[role=alertdialog]:not([aria-modal=false]),[role=menu],[role=listbox]') !== null
      return { name: nameOf(now), isNowhere: now === document.body, isInWindow, isOpenerGone: !previous?.isConnected }
    },
    isAt: index => document.activeElement === all[index] || all[index]?.contains(document.activeElement),
  }
})()`
