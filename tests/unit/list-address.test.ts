import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressOf, firstPageOf, readPlace, sortedBy } from '../../admin/article-list/list-address.ts'

test('what an address says is what is shown, and the other way round', () => {
  const addresses = [
    '/articles',
    '/articles?view=trash',
    '/articles?view=mine&search=l%27%C3%A9t%C3%A9+%26+co&sort=-headline',
    '/articles?sort=published&after=WyJ4IiwieSJd',
    '/articles?view=scheduled&sort=updated&before=abc',
  ]

  assert.deepEqual(
    addresses.map(address => addressOf(readPlace(address.split('?')[1] ?? ''))),
    addresses,
  )
})

test('what an address says that is not known is left out of account', () => {
  assert.equal(addressOf(readPlace('view=secret&sort=-age&filter=x')), '/articles?sort=-updated')
})

test('another order, another view and other words begin on the first page', () => {
  const place = readPlace('view=mine&sort=headline&after=abc')

  assert.equal(addressOf(sortedBy(place, 'headline')), '/articles?view=mine&sort=-headline')
  assert.equal(addressOf(sortedBy(place, 'published')), '/articles?view=mine&sort=published')
  assert.equal(addressOf(firstPageOf(place, { search: 'port' })), '/articles?view=mine&search=port&sort=headline')
})
