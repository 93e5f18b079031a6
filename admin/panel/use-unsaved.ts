import { useDeferredValue, useState } from 'react'
import { useList } from '@keystone-6/core/admin-ui/context'
import { useHasChanges } from '@keystone-6/core/admin-ui/utils'
import { numberIn } from '../story/read-item.ts'

type Value = Record<string, unknown>

/**
 * Whether the form holds what is not saved. What was loaded is what the form held when its version was first seen: no
 * save leaves the version as it was. A moment behind the typing, so as not to slow it down.
 */
export function useUnsaved(itemValue: Value): boolean {
  const { fields } = useList('Article')
  const [loaded, setLoaded] = useState(itemValue)
  const version = numberIn(itemValue, 'version')
  if (version !== numberIn(loaded, 'version')) setLoaded(itemValue)
  return useHasChanges('update', fields, useDeferredValue(itemValue), loaded)
}
