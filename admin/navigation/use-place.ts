import { useState } from 'react'
import { useRouter } from '@keystone-6/core/admin-ui/router'

type Way = 'push' | 'replace'

/**
 * What the page’s address asks for, and the ways to ask for something else. What was asked for last counts at once,
 * while the router still follows: a choice that waited for it would jump back under the hand, and a second press be
 * reckoned from the place already left.
 */
export function usePlace() {
  const router = useRouter()
  const [asked, setAsked] = useState<{ address: string } | null>(null)
  const go = async (way: Way, address: string) => {
    const now = { address }
    setAsked(now)
    try {
      await router[way](address, undefined, { scroll: way === 'push' })
    } finally {
      // Once the router has arrived, or given up, its address counts again.
      setAsked(latest => (latest === now ? null : latest))
    }
  }
  const [address = ''] = (asked?.address ?? router.asPath).split('#')
  const [path = '', query = ''] = address.split('?')
  return {
    /** Whether the address is known: the server that drew the page did not know it. */
    isReady: router.isReady,
    path,
    query,
    push: (to: string) => void go('push', to),
    /** Without a step of its own in the browser’s history, and without moving the page. */
    replace: (to: string) => void go('replace', to),
  }
}
