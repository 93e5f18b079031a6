import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * The hashes, as a Content-Security-Policy writes them, of the scripts that stand inside the pages of a built admin UI:
 * Next tells each page its modules in one. Known since the build, they may run; anything injected later may not.
 */
export function hashInlineScripts(adminFolder: string): string[] {
  const pages = path.join(adminFolder, '.next', 'server', 'pages')
  if (!existsSync(pages)) return []
  const files = readdirSync(pages, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.html'))
  return [...new Set(files.flatMap(file => hashesIn(readFileSync(path.join(pages, file), 'utf8'))))]
}

function hashesIn(html: string): string[] {
  const scripts = [...html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)]
  return scripts
    .filter(([, attributes, code]) => code && !attributes?.includes('application/json'))
    .map(([, , code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`)
}
