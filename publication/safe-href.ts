const allowedProtocols = new Set(['http:', 'https:', 'mailto:'])

/** As parsed: letters of other scripts are in Punycode by then. URLs may have quotes here, hosts cannot; none for mailto. */
const plainHost = /^(\[[\da-f:.]+\]|[a-z\d._-]*)$/

/**
 * The address of a link that readers may follow, as a browser would understand it; null for anything but a whole
 * http, https or mailto address. It is the parsed form that is written, so that nothing is read twice differently.
 */
export function safeHref(href: unknown): string | null {
  if (typeof href !== 'string' || !URL.canParse(href)) return null
  const url = new URL(href)
  return allowedProtocols.has(url.protocol) && plainHost.test(url.hostname) ? url.href : null
}
