import { useSyncExternalStore } from 'react'
import { useRouter } from 'next/router'
import { useQuery, type DocumentNode } from '@keystone-6/core/admin-ui/apollo'

/**
 * What the admin is made of, for Keystone's provider (see build/adapt-keystone.cjs). Whoever is about to sign in may not
 * ask for it, and need not: the page is shown as soon as it runs in a browser, as the server drew it empty.
 */
export function useAdminMeta(query: DocumentNode) {
  const isStranger = ['/signin', '/password'].includes(useRouter().pathname)
  const isInBrowser = useSyncExternalStore(neverChanges, inBrowser, onServer)
  const result = useQuery(query, { errorPolicy: 'all', skip: isStranger })
  return isStranger ? { ...result, loading: !isInBrowser } : result
}

const neverChanges = () => () => {}
const inBrowser = () => true
const onServer = () => false
