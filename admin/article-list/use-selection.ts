import { useState, type KeyboardEvent, type MouseEvent } from 'react'

/** Which rows of this page are selected; by mouse with Shift for a stretch, and by keyboard alike. */
export function useSelection(ids: readonly string[]) {
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const [anchor, setAnchor] = useState(0)
  const selected = ids.filter(id => kept.has(id))
  const put = (places: readonly string[], isIn: boolean) =>
    setKept(before => {
      const rest = [...before].filter(id => !places.includes(id))
      return new Set(isIn ? [...rest, ...places] : rest)
    })
  return {
    selected,
    isSelected: (id: string) => kept.has(id),
    isAll: ids.length > 0 && selected.length === ids.length,
    setAll: (isIn: boolean) => put(ids, isIn),
    keep: (these: readonly string[]) => setKept(new Set(these)),
    /** A press on the checkbox of this row. */
    toggle(index: number, event: Pick<MouseEvent, 'shiftKey'>) {
      const id = ids[index]
      if (id === undefined) return
      const [from, to] = event.shiftKey ? [Math.min(anchor, index), Math.max(anchor, index)] : [index, index]
      put(ids.slice(from, to + 1), !kept.has(id))
      setAnchor(index)
    },
    /** Arrows go to the same thing in the next row; with Shift they select on their way. */
    onKeyDown(event: KeyboardEvent<HTMLTableRowElement>, index: number) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (!step) return
      const row = event.currentTarget
      const next = step > 0 ? row.nextElementSibling : row.previousElementSibling
      event.preventDefault()
      if (event.shiftKey)
        put(
          [ids[index], ids[index + step]].filter(id => id !== undefined),
          true,
        )
      const selector = event.target instanceof HTMLInputElement ? 'input' : 'a'
      next?.querySelector<HTMLElement>(selector)?.focus()
    },
  }
}

export type Selection = ReturnType<typeof useSelection>
