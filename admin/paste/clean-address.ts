const schemes = new Set(['http:', 'https:', 'mailto:', 'tel:'])
const tracking = /^(utm_\w+|fbclid|gclid|mc_[ce]id)$/

/** The address that a pasted link means, without redirects and tracking; null for one that leads nowhere. */
export function cleanAddress(given: string): string | null {
  const address = parse(given.trim())
  if (!address || !schemes.has(address.protocol)) return null
  const target = redirectOf(address)
  if (target) return cleanAddress(target)
  const unwanted = [...address.searchParams.keys()].filter(name => tracking.test(name))
  if (unwanted.length === 0) return given.trim()
  unwanted.forEach(name => address.searchParams.delete(name))
  return address.href
}

/** Google and Outlook lead through themselves. */
function redirectOf({ hostname, pathname, searchParams }: URL): string | null {
  if (/(^|\.)google\.[a-z.]+$/.test(hostname) && pathname === '/url')
    return searchParams.get('q') ?? searchParams.get('url')
  return hostname.endsWith('.safelinks.protection.outlook.com') ? searchParams.get('url') : null
}

function parse(address: string): URL | null {
  try {
    return new URL(address)
  } catch {
    return null
  }
}
