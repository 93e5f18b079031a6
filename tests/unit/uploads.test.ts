import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeUploads, isComplete, mostAtOnce, nextToSend, type Upload } from '../../admin/pictures/upload.ts'

const waiting = (key: string): Upload => ({ key, file: new File([], `${key}.jpg`), state: 'waiting' })
const start = (uploads: Upload[]) =>
  nextToSend(uploads).reduce(
    (now, { key }) =>
      changeUploads(now, { type: 'replace', key, upload: upload => ({ ...upload, state: 'sending', part: 0 }) }),
    uploads,
  )

test('of many files only a few are on their way at once, in the order in which they were given', () => {
  const many = changeUploads([], { type: 'add', uploads: ['a', 'b', 'c', 'd', 'e'].map(waiting) })

  const begun = start(many)
  const oneRefused = changeUploads(begun, {
    type: 'replace',
    key: 'b',
    upload: ({ key, file }) => ({ key, file, state: 'refused', refusal: 'No.' }),
  })

  assert.deepEqual(nextToSend(many).map(({ key }) => key), ['a', 'b', 'c']) // prettier-ignore
  assert.equal(begun.filter(({ state }) => state === 'sending').length, mostAtOnce)
  assert.deepEqual(nextToSend(begun), [])
  assert.deepEqual(nextToSend(oneRefused).map(({ key }) => key), ['d']) // prettier-ignore
})

test('a picture is complete with a credit, and with an alternative text unless it is decorative', () => {
  const texts = { altText: 'Un pré', caption: '', creditLine: 'Bouclage', isDecorative: false }

  assert.ok(isComplete(texts))
  assert.ok(isComplete({ ...texts, altText: '', isDecorative: true }))
  assert.ok(!isComplete({ ...texts, altText: ' ' }))
  assert.ok(!isComplete({ ...texts, creditLine: '' }))
})
