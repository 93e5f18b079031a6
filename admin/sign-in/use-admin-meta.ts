import { useMemo, useSyncExternalStore } from 'react'
import { useRouter } from 'next/router'
import { useQuery, type DocumentNode } from '@keystone-6/core/admin-ui/apollo'
import { languageNow } from '../words/interface-language.ts'
import { translateMeta, type AdminMeta } from '../words/translate-meta.ts'

/**
 * What the admin is made of, in the language of whoever reads it, for Keystone's provider (see build/adapt-keystone.cjs).
 * Whoever is about to sign in may not ask for it, and need not: the page is shown as soon as it runs in a browser, as the
 * server drew it empty.
 */
export function useAdminMeta(query: DocumentNode) {
  const isStranger = ['/signin', '/password'].includes(useRouter().pathname)
  const isInBrowser = useSyncExternalStore(neverChanges, inBrowser, onServer)
  const result = useQuery<AdminMeta>(query, { errorPolicy: 'all', skip: isStranger })
  // Once a page: a form whose fields change their names while somebody types in it would begin anew.
  const data = useMemo(() => result.data && translateMeta(result.data as AdminMeta, languageNow()), [result.data])
  return isStranger ? { ...result, loading: !isInBrowser } : { ...result, data }
}

const neverChanges = () => () => {}
const inBrowser = () => true
const onServer = () => false
