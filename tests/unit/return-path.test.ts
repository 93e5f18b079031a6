import assert from 'node:assert/strict'
import { test } from 'node:test'
import { returnPath } from '../../admin/sign-in/return-path.ts'
import { signInPage } from '../../sign-in/sign-in-page.ts'
import type { IncomingMessage } from 'node:http'

const origin = 'https://desk.example.org'

/** As `from=` brings it, after the browser has decoded it once. Keystone once followed the first of them. */
const elsewhere = [
  'https://evil.example',
  'http://evil.example/articles',
  '//evil.example',
  '///evil.example',
  '////evil.example/%2f..',
  '/\\evil.example',
  '\\/evil.example',
  '\\\\evil.example',
  '/\\/evil.example',
  '/articles\\..\\..\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '/ /evil.example',
  '/./\\evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/articles/..//evil.example',
  '/%2e//evil.example',
  '/%2e%2e//evil.example',
  '/.%2e/%2e//evil.example',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  '/javascript:alert(1)\u2028//evil.example',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'blob:https://desk.example.org/x',
  'https:evil.example',
  'https:/evil.example',
  'https:\\\\evil.example',
  'evil.example',
  '@evil.example',
  '.evil.example',
  ':80/evil',
  '?x=//evil.example',
  '#//evil.example',
  'articles',
  '／／evil.example',
  '/\u2215/evil.example',
  '/\uFF0Fevil.example',
  '//desk.example.org@evil.example',
  '//evil.example:443/https://desk.example.org',
  '/\u0000/evil.example',
  '//[::1]',
  '//0x7f000001',
  '/' + 'a'.repeat(1_000),
  '/signin',
  '/signin?from=/signin',
  '/signin/../signin',
  '/password?token=x',
  '/api/graphql?query=mutation{endSession}',
  '/articles/../api/graphql',
  '/no-access',
  '',
]

const ours = {
  '/': '/',
  '/articles': '/articles',
  '/articles/cl0123': '/articles/cl0123',
  '/articles?view=mine&search=caf%C3%A9': '/articles?view=mine&search=caf%C3%A9',
  '/articles/cl0123#section-2': '/articles/cl0123#section-2',
  '/calendar?date=2026-11-23': '/calendar?date=2026-11-23',
  '/articles/../pictures': '/pictures',
  '/articles?next=//evil.example': '/articles?next=//evil.example',
  '/%2F%2Fevil.example': '/%2F%2Fevil.example',
  '/@evil.example': '/@evil.example',
  '/signing': '/signing',
}

test('after signing in nobody is sent anywhere but to a page of this host', () => {
  for (const from of elsewhere) assert.equal(returnPath(from, origin), '/', JSON.stringify(from))
  for (const from of [...elsewhere, ...Object.keys(ours)]) {
    const twice = decodeTwice(from)
    assert.equal(new URL(returnPath(twice, origin), origin).origin, origin, JSON.stringify(twice))
  }
})

test('whoever asked for a page of ours comes to it after signing in', () => {
  for (const [from, goesTo] of Object.entries(ours)) assert.equal(returnPath(from, origin), goesTo)
  assert.equal(returnPath(null, origin), '/')
})

test('the server notes the page that was asked for, as a value and not as an address', () => {
  const page = (originalUrl: string, headers = { accept: 'text/html' }) =>
    signInPage({ method: 'GET', originalUrl, headers } as IncomingMessage & { originalUrl: string }) // no other part is read

  assert.equal(page('/articles?view=mine'), '/signin?from=%2Farticles%3Fview%3Dmine')
  assert.equal(page('//evil.example/x'), '/signin?from=%2F%2Fevil.example%2Fx')
  assert.equal(page('/'), '/signin')
  assert.equal(page('/favicon.ico', { accept: 'image/*' }), '/signin')
  assert.equal(page(`/${'a'.repeat(2_000)}`), '/signin')
  assert.equal(signInPage(undefined), '/signin')
})

/** What a page might be given that was encoded once more than it should be. */
function decodeTwice(from: string): string {
  try {
    return decodeURIComponent(from)
  } catch {
    return from
  }
}
