import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Dependencies } from './audit-lock.ts'

/** What this checkout asks for, what the lock has, and what each installed package says of its licence. */
export function readDependencies(folder: string): Dependencies {
  const read = (file: string): unknown => JSON.parse(readFileSync(path.join(folder, file), 'utf8'))
  return {
    // Both are npm's own files, in the form that npm gives them.
    manifest: read('package.json') as Dependencies['manifest'],
    lock: read('package-lock.json') as Dependencies['lock'],
    licenceOf: place => statedIn(path.join(folder, place)),
  }
}

/** Older packages have a list, and some nothing but the text. */
function statedIn(folder: string): string | undefined {
  const manifest = path.join(folder, 'package.json')
  if (!existsSync(manifest)) return undefined
  const { licenses } = JSON.parse(readFileSync(manifest, 'utf8')) as { licenses?: { type?: string }[] } // by npm's old form
  if (Array.isArray(licenses)) return licenses.map(({ type }) => type).join(' OR ')
  const text = path.join(folder, 'LICENSE')
  const isMit = existsSync(text) && /permission is hereby granted, free of charge/i.test(readFileSync(text, 'utf8'))
  return isMit ? 'MIT' : undefined
}
