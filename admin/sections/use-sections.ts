import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { toastQueue } from '@keystar/ui/toast'
import type { PasteOutcome } from '../paste/paste-into.ts'
import {
  duplicateSection,
  insertAfter,
  insertAt,
  moveSection,
  placeSection,
  rememberRemoved,
  replaceSection,
  restoreSection,
  rowsOf,
  type RemovedSection,
} from './change-sections.ts'
import { emptyBody, emptySection, type SectionDraft, type SectionDrafts } from './section-draft.ts'
import type { SectionActions } from './section-actions.ts'
import { sectionLimits } from './validate-sections.ts'
import { sayName, type SectionWords } from './section-words.ts'

/** The list as it stands in the form, what was deleted from it on this page, and what can be done with it. */
export function useSections(
  value: SectionDrafts,
  onChange: ((value: SectionDrafts) => void) | undefined,
  words: SectionWords,
) {
  const [removed, setRemoved] = useState<readonly RemovedSection[]>([])
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set())
  const [news, setNews] = useState('')
  const { latest, change } = useLatest(value, onChange, () => setRemoved([]))
  const keepFocus = useKeptFocus()
  const newKey = useNewKey()

  const actions: SectionActions = useMemo(() => {
    const nameOf = (key: string) => {
      const index = latest.current.findIndex(section => section.key === key)
      return sayName(words, latest.current[index] ?? { heading: '' }, index)
    }
    const reorder = (key: string, next: SectionDrafts) => {
      const name = nameOf(key)
      change(next)
      setNews(words.isNow(name, next.findIndex(section => section.key === key) + 1, next.length))
    }
    return {
      change: section => change(replaceSection(latest.current, section)),
      move({ key }, by) {
        const next = moveSection(latest.current, key, by)
        if (next === latest.current) return setNews(by < 0 ? words.isFirst(nameOf(key)) : words.isLast(nameOf(key)))
        keepFocus()
        reorder(key, next)
      },
      place(key, at) {
        const next = placeSection(latest.current, key, at)
        if (next !== latest.current) reorder(key, next)
      },
      duplicate: section => change(duplicateSection(latest.current, section.key, newKey())),
      remove({ key }) {
        const name = nameOf(key)
        setRemoved(before => rememberRemoved(latest.current, before, key))
        change(latest.current.filter(section => section.key !== key))
        setNews(words.isDeleted(name))
      },
      toggle: ({ key }) => setCollapsed(before => (before.has(key) ? without(before, key) : new Set([...before, key]))),
      take(key, outcome) {
        change(withPasted(latest.current, key, outcome, newKey))
        const sentences = sayOutcome(words, outcome)
        if (sentences) toastQueue.info(sentences, { timeout: 8_000 })
      },
    }
  }, [latest, change, keepFocus, newKey, words])
  const restore = ({ key }: SectionDraft) => {
    change(restoreSection(latest.current, removed, key))
    setRemoved(before => before.filter(({ section }) => section.key !== key))
  }
  const foldAll = (fold: boolean) => setCollapsed(new Set(fold ? value.map(({ key }) => key) : []))
  const add = (index: number) => change(insertAt(latest.current, index, emptySection(newKey())))
  return { rows: rowsOf(value, removed), collapsed, news, actions, restore, add, foldAll }
}

/** The list with the sections that were pasted after one; where that one was empty, the first of them takes its place. */
function withPasted(
  sections: SectionDrafts,
  key: string,
  { sections: pasted, startsHere }: PasteOutcome,
  newKey: () => string,
): SectionDrafts {
  const added = pasted.map(({ heading, nodes }) => ({
    ...emptySection(newKey()),
    heading: heading.slice(0, sectionLimits.heading),
    body: nodes.length > 0 ? nodes : emptyBody,
  }))
  const target = sections.find(section => section.key === key)
  const [first, ...others] = added
  if (!first || !target) return sections
  if (!startsHere || target.heading.trim()) return insertAfter(sections, key, added)
  const filled = replaceSection(sections, { ...target, heading: first.heading, body: first.body })
  return insertAfter(filled, key, others)
}

function sayOutcome(words: SectionWords, { sections, leftOutPictures, isTooLong }: PasteOutcome): string {
  if (isTooLong) return words.pastedTooLong
  return [
    sections.length > 0 && words.pastedSections(sections.length),
    leftOutPictures > 0 && words.pastedPictures(leftOutPictures),
  ]
    .filter(Boolean)
    .join(' ')
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
