import { useCallback, useEffect, useRef, useState } from 'react'

/** About a window's height above and below what is seen. */
const rootMargin = '900px 0px'

/** Whether an element has come near to the window, or was entered; from then on for good. */
export function useNearness() {
  const place = useRef<HTMLDivElement>(null)
  const [reached, setReached] = useState<'by scrolling' | 'by entering' | null>(null)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const observer = new IntersectionObserver(
      entries => entries.some(({ isIntersecting }) => isIntersecting) && setReached(before => before ?? 'by scrolling'),
      { rootMargin },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const enter = useCallback(() => setReached('by entering'), [])
  return { place, isNear: reached !== null, wasEntered: reached === 'by entering', enter }
}
