import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import {
  findKept,
  forgetKept,
  forgetWork,
  holdWindow,
  keepWork,
  keyOf,
  onKeepNow,
  type Kept,
  type KeptWork,
  type Place,
} from './kept-work.ts'
import { nameWindow } from './name-window.ts'

const keepEveryMs = 2_000

/** A form that may be kept: `value` is another object after every change, `unsaved` says what of it is not saved. */
export type Keepable = { value: unknown; unsaved: () => KeptWork | null }

/**
 * Keeps what is not saved in this browser, every two seconds while somebody types and at once when the page is left.
 * Answers with what this person left here earlier.
 */
export function useKeptWork(place: Place | null, form: Keepable) {
  const [kept, setKept] = useState<Kept[]>([])
  const takenUp = useRef<string[]>([])
  const latest = useRef(form)
  const written = useRef<unknown>(form.value)
  useLayoutEffect(() => {
    latest.current = form
  })

  const flush = useCallback(async () => {
    const { value, unsaved } = latest.current
    if (!place || value === written.current) return
    written.current = value
    const work = unsaved()
    await (work ? keepWork(place, work) : forgetWork(place))
    // Now it is either kept by this window itself, or saved.
    await forgetKept(takenUp.current.splice(0))
  }, [place])

  useEffect(() => {
    if (!place) return
    const release = holdWindow(place)
    void findKept(place).then(setKept, () => {})
    const stop = onKeepNow(flush)
    const timer = setInterval(() => void flush().catch(() => {}), keepEveryMs)
    const leave = () => void flush().catch(() => {})
    window.addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', leave)
    return () => {
      leave()
      clearInterval(timer)
      stop()
      window.removeEventListener('pagehide', leave)
      document.removeEventListener('visibilitychange', leave)
      release()
    }
  }, [place, flush])

  const takeUp = useCallback((key: string) => {
    takenUp.current.push(key)
    setKept(before => before.filter(one => one.key !== key))
  }, [])
  const discard = useCallback((key: string) => {
    setKept(before => before.filter(one => one.key !== key))
    void forgetKept([key]).catch(() => {})
  }, [])
  /** Offers work that stands in no form any more, and keeps it. */
  const add = useCallback(
    (work: KeptWork) => {
      if (!place) return
      const aside = { ...place, window: nameWindow() }
      setKept(before => [{ key: keyOf(aside), work }, ...before])
      void keepWork(aside, work).catch(() => {})
    },
    [place],
  )
  return { kept, takeUp, discard, add }
}
