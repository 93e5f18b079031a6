import type { IncomingMessage } from 'node:http'

/** Where a stranger is sent who asked for a page: to sign in, and with a note of the page (admin/sign-in/return-path.ts). */
export function signInPage(request: (IncomingMessage & { originalUrl?: string }) | undefined): string {
  const asked = request?.originalUrl ?? '/'
  const isPage = request?.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
  if (!isPage || asked === '/' || asked.length > 1_000) return '/signin'
  return `/signin?from=${encodeURIComponent(asked)}`
}
