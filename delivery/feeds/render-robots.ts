/** What a crawler may fetch of this host; the rest is the newsroom's desk, an API, or a stream without an end. */
const allowed = ['/images/', '/feeds/', '/sitemap', '/robots.txt'] as const

/** `robots.txt` (RFC 9309) with the sitemap's address. The newsroom's site has one of its own, which names it too. */
export const renderRobots = (publicUrl: string): string =>
  [
    'User-agent: *',
    ...allowed.map(path => `Allow: ${path}`),
    'Disallow: /',
    '',
    `Sitemap: ${publicUrl}/sitemap.xml`,
    '',
  ].join('\n')
