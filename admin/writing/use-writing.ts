import { useRef, useState, type RefObject } from 'react'
import { CombinedGraphQLErrors, useMutation, type DocumentNode, type ErrorLike } from '@keystone-6/core/admin-ui/apollo'
import type { ListMeta } from '@keystone-6/core/types'
import { numberIn } from '../story/read-item.ts'
import type { ItemForm } from './item-form.ts'
import { useLeaveGuard } from './leave-guard.ts'
import { useHoldsUnsavedWork, useKeptForm, type KeptForm } from './use-kept-form.ts'
import { useMerging, type Merger } from './use-merging.ts'
import { usePresence, type Seen } from './use-presence.ts'

/** What is shown above a form while it is written. */
export type Desk = {
  /** Stands in the form, so that the form can be found and sent. */
  place: RefObject<HTMLDivElement | null>
  work: KeptForm
  merger: Merger
  isSaving: boolean
  seen: Seen | null
  /** Somebody stored a newer version than the form opened with. */
  isBehind: boolean
  /** Shows what is stored, or merges with it what is typed. */
  catchUp: () => void
  holdsUnsavedWork: () => boolean
  /** What each field is called. */
  labels: Record<string, string>
}

type Update = { data?: unknown; error?: ErrorLike | undefined }
type Saving = { loading: boolean; error: ErrorLike | undefined }
type Options = Parameters<typeof useMutation>[1]

/**
 * Stands in the place of `useMutation` where Keystone's page saves an item (see build/adapt-keystone.cjs): saves once
 * however often it is pressed, keeps in the browser what is not saved, asks before the page is left, and merges where
 * somebody else was first.
 */
export function useWriting(form: ItemForm, mutation: DocumentNode, options: Options) {
  const { list, initialValue, value } = form
  const id = String(initialValue['id'])
  const isStory = list.key === 'Article'
  const [send] = useMutation(mutation, options)
  const [saving, setSaving] = useState<Saving>({ loading: false, error: undefined })
  const place = useRef<HTMLDivElement>(null)
  const holdsUnsavedWork = useHoldsUnsavedWork({ list, ground: initialValue, value })
  useLeaveGuard(holdsUnsavedWork)
  const work = useKeptForm({ list, itemId: id, ground: initialValue, value })
  const seen = usePresence(isStory ? id : null, holdsUnsavedWork())
  const merger = useMerging(form, {
    // After the form has drawn what was just put into it.
    submit: () => setTimeout(() => place.current?.closest('form')?.requestSubmit()),
    takeUp: work.takeUp,
    leave: ({ theirs, chosen }) => work.leave(theirs, chosen),
  })

  const isBusy = useRef(false)
  const update = async (request: object): Promise<Update> => {
    // Pressed again while it is being saved: the first press answers.
    if (isBusy.current) return new Promise(() => {})
    isBusy.current = true
    setSaving({ loading: true, error: undefined })
    const { isMerging, ...answer } = await sendOnce(request)
    isBusy.current = false
    setSaving({ loading: false, error: answer.error })
    // The dialog says it all: nothing more from Keystone's page.
    return isMerging ? new Promise(() => {}) : answer
  }
  const sendOnce = async (request: object): Promise<Update & { isMerging: boolean }> => {
    const { data, error } = await send(request)
    const changed = isStory ? changedBy(error) : null
    if (!changed) return { data, error, isMerging: false }
    // An answer that was lost on its way: the story says already what the form says.
    const isStoredAlready = await merger.mergeWithStored(changed.who, changed.when)
    return { data, error: isStoredAlready ? undefined : error, isMerging: !isStoredAlready }
  }
  const isBehind = isNewer(seen, initialValue)
  const catchUp = () => void (holdsUnsavedWork() ? merger.mergeWithStored(null, null) : form.reload())
  const about = { holdsUnsavedWork, labels: labelsOf(list) }
  const desk: Desk = { place, work, merger, isSaving: saving.loading, seen, isBehind, catchUp, ...about }
  return [update, { ...saving, desk }] as const
}

function isNewer(seen: Seen | null, initialValue: ItemForm['initialValue']): boolean {
  const version = numberIn(initialValue, 'version')
  return seen !== null && version !== null && seen.version > version
}

export const labelsOf = ({ fields }: ListMeta): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([key, { label }]) => [key, label]))

/** Who was first, where a save was refused because somebody was. */
function changedBy(error: unknown): { who: string | null; when: string | null } | null {
  if (!CombinedGraphQLErrors.is(error)) return null
  const refusal = error.errors.find(({ extensions }) => extensions?.['code'] === 'ARTICLE_CHANGED')?.extensions
  if (!refusal) return null
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return { who: text(refusal['changedBy']), when: text(refusal['changedAt']) }
}
