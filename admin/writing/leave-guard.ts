import { useEffect } from 'react'
import { useRouter, type NextRouter } from 'next/router'
import { ask } from './ask.ts'
import { keepAllNow } from './kept-work.ts'
import { wordsNow } from './words.ts'

const unsaved = new Set<() => boolean>()

/** Whether a form of this page holds something that is not saved. */
export const hasUnsavedWork = (): boolean => [...unsaved].some(holds => holds())

/** From now on this page may be left without a question. */
export const letGo = (): void => unsaved.clear()

/** Resolves to whether the page may be left: asked in words where something is not saved. */
export async function mayLeave(): Promise<boolean> {
  if (!hasUnsavedWork()) return true
  const { leaveTitle, leaveText, leave, stay } = wordsNow()
  return ask({ title: leaveTitle, text: leaveText, confirm: leave, cancel: stay })
}

/** Next leaves the page unless a listener throws; this is what is thrown, and caught again. */
const stays = 'The page was not left.'

/** Nobody leaves a form with unsaved work without being asked: by a link, by the browser's buttons, by closing. */
export function useLeaveGuard(holdsUnsavedWork: () => boolean): void {
  const router = useRouter()
  useEffect(() => {
    unsaved.add(holdsUnsavedWork)
    const release = guard(router)
    return () => {
      unsaved.delete(holdsUnsavedWork)
      release()
    }
  }, [router, holdsUnsavedWork])
}

function guard(router: NextRouter): () => void {
  let isLeaving = false
  const go = async (url: string) => {
    if (!(await mayLeave())) return
    await keepAllNow().catch(() => {})
    letGo()
    isLeaving = true
    // A whole new page: Next does not take up again a way that was once stopped.
    window.location.assign(url)
  }
  const onRouteChange = (url: string) => {
    if (isLeaving || !hasUnsavedWork() || isSamePage(url)) return
    void go(url)
    throw stays
  }
  const onUnload = (event: BeforeUnloadEvent) => {
    if (!isLeaving && hasUnsavedWork()) event.preventDefault()
  }
  const onRejection = (event: PromiseRejectionEvent) => {
    if (event.reason === stays) event.preventDefault()
  }
  const { asPath } = router
  // The browser has changed the address already: it is given ours again, until somebody has answered.
  router.beforePopState(({ as }) => {
    if (isLeaving || !hasUnsavedWork()) return true
    window.history.pushState({ url: asPath, as: asPath, options: {}, __N: true }, '', asPath)
    void go(as)
    return false
  })
  router.events.on('routeChangeStart', onRouteChange)
  window.addEventListener('beforeunload', onUnload)
  window.addEventListener('unhandledrejection', onRejection)
  return () => {
    router.beforePopState(() => true)
    router.events.off('routeChangeStart', onRouteChange)
    window.removeEventListener('beforeunload', onUnload)
    window.removeEventListener('unhandledrejection', onRejection)
  }
}

const isSamePage = (url: string) => new URL(url, window.location.href).pathname === window.location.pathname
