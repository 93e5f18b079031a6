import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { hashInlineScripts } from '../../server/hash-inline-scripts.ts'

test('of built pages the scripts inside are allowed by their hash, once each, and data is not', t => {
  const admin = mkdtempSync(path.join(tmpdir(), 'admin-'))
  t.after(() => rmSync(admin, { recursive: true }))
  const pages = path.join(admin, '.next/server/pages')
  mkdirSync(path.join(pages, 'tags'), { recursive: true })
  const data = '<script id="__NEXT_DATA__" type="application/json">{}</script>'
  writeFileSync(path.join(pages, 'signin.html'), `<script>doIt()</script><script src="/x.js" defer=""></script>${data}`)
  writeFileSync(path.join(pages, 'tags/[id].html'), `<script>doIt()</script>${data}`)

  const hashes = hashInlineScripts(admin)

  assert.deepEqual(hashes, ["'sha256-wVbiM1ggGoMIzbNNlqeKIpIXAP43AGH3iwqRN/xLyys='"])
})

test('an admin that was not built has none', () => {
  assert.deepEqual(hashInlineScripts('/no/such/folder'), [])
})
