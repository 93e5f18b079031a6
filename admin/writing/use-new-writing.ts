import { useMemo, useRef, useState } from 'react'
import { makeDefaultValueState } from '@keystone-6/core/admin-ui/utils'
import type { ListMeta } from '@keystone-6/core/types'
import type { FormValue } from './form-value.ts'
import { useLeaveGuard } from './leave-guard.ts'
import { nameWindow } from './name-window.ts'
import { useHoldsUnsavedWork, useKeptForm } from './use-kept-form.ts'
import { useMerging } from './use-merging.ts'
import { labelsOf, type Desk } from './use-writing.ts'

type NewForm = {
  list: ListMeta
  value: FormValue
  onChange: (value: FormValue) => void
  isSaving: boolean
  isSaved: boolean
}

type Once = { headers: Record<string, string> }

/** The same for a form that makes something new (see build/adapt-keystone.cjs): kept, offered again, and guarded. */
export function useNewWriting({ list, value, onChange, isSaving, isSaved }: NewForm): Desk & { once: Once } {
  const ground = useMemo(() => makeDefaultValueState(list.fields), [list.fields])
  const holdsUnsavedWork = useHoldsUnsavedWork({ list, ground, value, isSaved })
  useLeaveGuard(holdsUnsavedWork)
  const work = useKeptForm({ list, itemId: 'new', ground, value, isSaved })
  const merger = useMerging(
    { list, initialValue: ground, value, onChange, reload: doNothing },
    { submit: doNothing, takeUp: work.takeUp, leave: doNothing },
  )
  const place = useRef<HTMLDivElement>(null)
  const alone = { seen: null, isBehind: false, catchUp: doNothing }
  // However often it is pressed, and whatever becomes of the answers: this form makes one.
  const [once] = useState(() => ({ headers: { 'idempotency-key': nameWindow() } }))
  return { place, work, merger, isSaving, ...alone, holdsUnsavedWork, labels: labelsOf(list), once }
}

function doNothing() {}
