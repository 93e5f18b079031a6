import { useSyncExternalStore } from 'react'

/** Where form, panel and preview have room beside each other. */
const wide = '(min-width: 1280px)'

export const useIsWide = (): boolean =>
  useSyncExternalStore(
    listen,
    () => window.matchMedia(wide).matches,
    () => false,
  )

function listen(tell: () => void): () => void {
  const query = window.matchMedia(wide)
  query.addEventListener('change', tell)
  return () => query.removeEventListener('change', tell)
}
