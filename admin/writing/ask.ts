import { useSyncExternalStore } from 'react'

export type Question = { title: string; text: string; confirm: string; cancel: string; answer: (yes: boolean) => void }

const listeners = new Set<() => void>()
let question: Question | null = null

/** The question that waits for an answer. */
export const useQuestion = (): Question | null =>
  useSyncExternalStore(
    listen,
    () => question,
    () => null,
  )

/** Asks in a dialog of ours; a question that still waited is answered by no. */
export function ask(about: Omit<Question, 'answer'>): Promise<boolean> {
  question?.answer(false)
  return new Promise(resolve => {
    const asked: Question = {
      ...about,
      answer(yes) {
        if (question !== asked) return
        set(null)
        resolve(yes)
      },
    }
    set(asked)
  })
}

function set(next: Question | null): void {
  question = next
  listeners.forEach(tell => tell())
}

function listen(tell: () => void) {
  listeners.add(tell)
  return () => void listeners.delete(tell)
}
