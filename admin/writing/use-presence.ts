import { useEffect, useRef, useState } from 'react'
import { gql, useApolloClient } from '@keystone-6/core/admin-ui/apollo'
import { nameWindow } from './name-window.ts'

export type Presence = { personId: string; name: string; isWriting: boolean; isYou: boolean }
export type Seen = { version: number; others: Presence[] }

const announce = gql`
  mutation AnnouncePresence($id: ID!, $tab: String!, $isWriting: Boolean!, $isLeaving: Boolean!) {
    announcePresence(where: { id: $id }, tab: $tab, isWriting: $isWriting, isLeaving: $isLeaving) {
      version
      others {
        personId
        name
        isWriting
        isYou
      }
    }
  }
`
/** One name as long as the page is loaded: a form that is drawn anew is no other window. */
const tab = nameWindow()

/** What is said goes out in its order: a farewell that came before its greeting would leave somebody there. */
let said = Promise.resolve()

/** As a page goes that is left or loaded anew: only what is sent so is still sent. Else one would meet oneself there. */
function withdraw(id: string): void {
  const body = JSON.stringify({
    query: announce.loc?.source.body,
    variables: { id, tab, isWriting: false, isLeaving: true },
  })
  void fetch('/api/graphql', {
    ...{ method: 'POST', keepalive: true, body },
    headers: { 'content-type': 'application/json' },
  }).catch(() => {})
}

const announceEveryMs = 10_000

/** Says every ten seconds, while the page can be seen, that this window has the story open; answers who else has. */
export function usePresence(articleId: string | null, isWriting: boolean): Seen | null {
  const client = useApolloClient()
  const [seen, setSeen] = useState<Seen | null>(null)
  const writing = useRef(isWriting)
  const lookNow = useRef(() => {})
  useEffect(() => {
    if (writing.current === isWriting) return
    writing.current = isWriting
    lookNow.current()
  }, [isWriting])
  useEffect(() => {
    if (!articleId) return
    let isHere = true
    let isAsking = false
    const say = (isLeaving: boolean) => (said = said.then(() => send(isLeaving)))
    const send = async (isLeaving: boolean) => {
      const variables = { id: articleId, tab, isWriting: writing.current, isLeaving }
      // Whoever is not heard is only not shown: nothing depends on it.
      const answer = await client
        .mutate<{ announcePresence: Seen }>({ mutation: announce, variables, fetchPolicy: 'no-cache' })
        .catch(() => null)
      if (isHere && !isLeaving && answer?.data) setSeen(answer.data.announcePresence)
    }
    const look = async () => {
      if (isAsking || document.visibilityState === 'hidden') return
      isAsking = true
      await say(false)
      isAsking = false
    }
    const timer = setInterval(() => void look(), announceEveryMs)
    const lookAgain = () => void look()
    const leave = () => withdraw(articleId)
    document.addEventListener('visibilitychange', lookAgain)
    window.addEventListener('focus', lookAgain)
    window.addEventListener('pagehide', leave)
    lookNow.current = lookAgain
    void look()
    return () => {
      isHere = false
      clearInterval(timer)
      document.removeEventListener('visibilitychange', lookAgain)
      window.removeEventListener('focus', lookAgain)
      window.removeEventListener('pagehide', leave)
      void say(true)
    }
  }, [client, articleId])
  return seen
}
