/** Pages that lead nowhere, or back here. */
const notToReturnTo = ['/signin', '/password', '/no-access', '/api']

/**
 * Where a person goes after signing in: the page they had asked for, as the server noted it in `from`, or the desk.
 * Whoever sends somebody a link writes `from` as they like, so only a page of ours is taken: a path, read as the browser
 * will read it, on the host that asks.
 */
export function returnPath(from: string | null, origin: string): string {
  // Browsers take `\` for `/`, and pass over tabs and line breaks: a path of ours has none of them.
  if (!from || from.length > 1_000 || !/^\/[!-~]*$/.test(from) || from.includes('\\') || !URL.canParse(from, origin))
    return '/'
  const { origin: host, pathname, search, hash } = new URL(from, origin)
  // `/.//elsewhere` is ours when it is read, and theirs when its path is read again.
  if (host !== origin || pathname.startsWith('//')) return '/'
  if (notToReturnTo.some(page => pathname === page || pathname.startsWith(`${page}/`))) return '/'
  return pathname + search + hash
}
