import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import {
  duplicateSection,
  insertAt,
  moveSection,
  rememberRemoved,
  replaceSection,
  restoreSection,
  rowsOf,
  type RemovedSection,
} from './change-sections.ts'
import { emptySection, type SectionDraft, type SectionDrafts } from './section-draft.ts'
import type { SectionActions } from './section-tools.tsx'

/** The list as it stands in the form, what was deleted from it on this page, and what can be done with it. */
export function useSections(value: SectionDrafts, onChange: ((value: SectionDrafts) => void) | undefined) {
  const [removed, setRemoved] = useState<readonly RemovedSection[]>([])
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set())
  const [news, setNews] = useState('')
  const { latest, change } = useLatest(value, onChange, () => setRemoved([]))
  const keepFocus = useKeptFocus()
  const newKey = useNewKey()

  const actions: SectionActions = useMemo(
    () => ({
      change: section => change(replaceSection(latest.current, section)),
      move(section, by, name) {
        const next = moveSection(latest.current, section.key, by)
        if (next === latest.current) return setNews(`${name} is already ${by < 0 ? 'first' : 'last'}`)
        keepFocus()
        change(next)
        setNews(`${name} is now ${next.findIndex(({ key }) => key === section.key) + 1} of ${next.length}`)
      },
      duplicate: section => change(duplicateSection(latest.current, section.key, newKey())),
      remove(section, name) {
        setRemoved(before => rememberRemoved(latest.current, before, section.key))
        change(latest.current.filter(({ key }) => key !== section.key))
        setNews(`${name} is deleted as soon as you save`)
      },
      toggle: ({ key }) => setCollapsed(before => (before.has(key) ? without(before, key) : new Set([...before, key]))),
    }),
    [latest, change, keepFocus, newKey],
  )
  const restore = ({ key }: SectionDraft) => {
    change(restoreSection(latest.current, removed, key))
    setRemoved(before => before.filter(({ section }) => section.key !== key))
  }
  const foldAll = (fold: boolean) => setCollapsed(new Set(fold ? value.map(({ key }) => key) : []))
  const add = (index: number) => change(insertAt(latest.current, index, emptySection(newKey())))
  return { rows: rowsOf(value, removed), collapsed, news, actions, restore, add, foldAll }
}

/**
 * The newest value for actions that outlive a render. When the value comes from elsewhere (saved, reset), what was
 * deleted on this page is forgotten.
 */
function useLatest(
  value: SectionDrafts,
  onChange: ((value: SectionDrafts) => void) | undefined,
  onReplaced: () => void,
) {
  const latest = useRef(value)
  const tell = useRef(onChange)
  useLayoutEffect(() => {
    tell.current = onChange
    if (latest.current === value) return
    latest.current = value
    onReplaced()
  })
  const change = useCallback((next: SectionDrafts) => {
    latest.current = next
    tell.current?.(next)
  }, [])
  return { latest, change }
}

/** The browser takes the focus from what moves in the page: given back after the move, or to a neighbour if disabled. */
function useKeptFocus() {
  const focused = useRef<HTMLElement | null>(null)
  useEffect(() => {
    const element = focused.current
    focused.current = null
    if (!element) return
    const usable = element.matches(':disabled')
      ? element.parentElement?.querySelector<HTMLElement>('button:enabled')
      : element
    usable?.focus()
  })
  return useCallback(() => {
    focused.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
  }, [])
}

function useNewKey(): () => string {
  const count = useRef(0)
  return useCallback(() => `new-${(count.current += 1)}`, [])
}

function without(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  return new Set([...keys].filter(each => each !== key))
}
