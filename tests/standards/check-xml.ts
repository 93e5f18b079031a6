import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { validateXML } from 'xmllint-wasm'

/** Fails with what libxml2 finds wrong with a document, by a RELAX NG schema of this folder: `rss`, `atom`. */
export async function assertFits(xml: string, standard: 'rss' | 'atom' | 'sitemap-index' | 'sitemap-news') {
  const schema = await readFile(path.join(import.meta.dirname, `${standard}.rng`), 'utf8')
  await assertValid(xml, { schema: [schema], extension: 'relaxng' })
}

/** The same by the sitemaps.org schema, which the package `sitemap` carries. */
export async function assertFitsSitemap(xml: string) {
  const folder = path.dirname(createRequire(import.meta.url).resolve('sitemap/package.json'))
  const schema = await readFile(path.join(folder, 'schema/sitemap.xsd'), 'utf8')
  await assertValid(xml, { schema: [schema], extension: 'schema' })
}

async function assertValid(xml: string, by: { schema: string[]; extension: 'schema' | 'relaxng' }) {
  const { valid, errors } = await validateXML({ xml: [{ fileName: 'feed.xml', contents: xml }], ...by })
  assert.ok(valid, errors.map(({ message }) => message).join('\n'))
}
