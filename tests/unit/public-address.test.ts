import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPublicAddress } from '../../outgoing/public-address.ts'

const inside = [
  ...['127.0.0.1', '127.8.8.8', '0.0.0.0', '10.0.0.5', '172.16.0.1', '192.168.1.1', '100.64.0.1', '169.254.169.254'],
  ...['192.0.2.1', '198.18.0.1', '203.0.113.7', '224.0.0.1', '240.0.0.1', '255.255.255.255', '192.0.0.8'],
  ...['::1', '::', 'fe80::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '2001:db8::1', '100::1', '5f00::1'],
  // An IPv4 address in IPv6's clothes.
  ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:0:1::'],
  // What is no address at all.
  ...['', 'localhost', '127.1 ', '1.2.3', '::1%eth0'],
]

test('addresses of this machine, its network and special uses are not public', () => {
  assert.deepEqual(inside.filter(isPublicAddress), [])
})

test('addresses of the open internet are public', () => {
  const outside = [
    '1.1.1.1',
    '93.184.215.14',
    '172.32.0.1',
    '2606:4700:4700::1111',
    '2a00:1450:4007:80e::200e',
    '::ffff:1.1.1.1',
  ]

  assert.deepEqual(outside.filter(isPublicAddress), outside)
})
