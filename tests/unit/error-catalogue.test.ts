import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { errorCatalogue, NewsroomError } from '../../errors.ts'

test('the page on errors lists exactly the codes that exist, with the same status and the same words', () => {
  const page = readFileSync(path.join(import.meta.dirname, '../../docs/errors.md'), 'utf8')

  const listed = [...page.matchAll(/^\| `([A-Z_]+)` +\| +(\d+) \| (.*?) *\|$/gm)].map(([, code, status, when]) => ({
    code,
    status,
    when,
  }))

  const existing = Object.entries(errorCatalogue).map(([code, { status, when }]) => ({
    code,
    status: String(status),
    when,
  }))
  assert.deepEqual(listed, existing)
})

test('an error carries its code and status to whoever answers', () => {
  const error = new NewsroomError('TOO_MANY_TRIES', 'Wait 60 seconds.', { retryAfterSeconds: 60, code: 'FORGED' })

  assert.equal(error.status, 429)
  assert.deepEqual(error.extensions, { retryAfterSeconds: 60, code: 'TOO_MANY_TRIES' })
})
