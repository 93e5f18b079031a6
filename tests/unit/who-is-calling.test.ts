import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { test } from 'node:test'
import { clientAddress } from '../../server/client-address.ts'
import { requestIdFrom } from '../../server/request-context.ts'
import { readSessionCookie } from '../../sign-in/session-cookie.ts'
import { networkOf } from '../../sign-in/network.ts'

/** The parts of a request that say where it came from. */
function requestWith(headers: IncomingMessage['headers']): IncomingMessage {
  return { headers, socket: { remoteAddress: '10.0.0.1' } } as IncomingMessage // no other part is read
}

test('without a proxy the header of forwarded addresses is not believed', () => {
  const request = requestWith({ 'x-forwarded-for': '203.0.113.9' })

  assert.equal(clientAddress(request, 0), '10.0.0.1')
})

test('behind proxies the address is the one that the outermost of them wrote', () => {
  const request = requestWith({ 'x-forwarded-for': '198.51.100.66, 203.0.113.9, 10.0.0.2' })

  assert.equal(clientAddress(request, 1), '10.0.0.2')
  assert.equal(clientAddress(request, 2), '203.0.113.9')
})

test('a header that is too short, or no address, falls back on the socket', () => {
  assert.equal(clientAddress(requestWith({}), 1), '10.0.0.1')
  assert.equal(clientAddress(requestWith({ 'x-forwarded-for': '203.0.113.9' }), 2), '10.0.0.1')
  assert.equal(clientAddress(requestWith({ 'x-forwarded-for': 'unknown' }), 1), '10.0.0.1')
})

test('tries are counted for an IPv4 address, and for the whole /64 that one IPv6 customer has', () => {
  assert.equal(networkOf('203.0.113.9'), '203.0.113.9')
  assert.equal(networkOf('::ffff:203.0.113.9'), '203.0.113.9')
  assert.equal(networkOf('2001:db8:0:1::1'), networkOf('2001:0DB8::1:ffff:ffff:ffff:ffff'))
  assert.notEqual(networkOf('2001:db8:0:1::1'), networkOf('2001:db8:0:2::1'))
  assert.equal(networkOf('::1'), '0:0:0:0::/64')
  assert.equal(networkOf('fe80::1%eth0'), 'fe80:0:0:0::/64')
})

test('a request id of the caller is kept when it is plain, and replaced when it is not', () => {
  assert.equal(requestIdFrom('trace-0123456789'), 'trace-0123456789')
  for (const odd of [
    undefined,
    'short',
    'x'.repeat(65),
    'with space',
    'new\nline-here',
    ['two-of-them', 'two-of-them'],
  ]) {
    assert.match(requestIdFrom(odd), /^[0-9a-f-]{36}$/)
  }
})

test('of a cookie header only a token of our shape is read', () => {
  const token = 'a'.repeat(43)
  const read = (cookie: string, isSecure = false) => readSessionCookie(requestWith({ cookie }), isSecure)

  assert.equal(read(`theme=dark; bouclage-session=${token}; x=1`), token)
  assert.equal(read(`__Host-bouclage-session=${token}`, true), token)
  assert.equal(read(`bouclage-session=${token}`, true), undefined)
  assert.equal(read(`xbouclage-session=${token}`), undefined)
  assert.equal(read(`bouclage-session=${token}a`), undefined)
  assert.equal(read('bouclage-session='), undefined)
})
