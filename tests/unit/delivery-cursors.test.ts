import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { NewsroomError } from '../../errors.ts'
import { readArticleCursor, readTagCursor, writeArticleCursor, writeTagCursor } from '../../delivery/page-cursor.ts'

const withoutNul = fc.string({ unit: 'grapheme', maxLength: 100 }).filter(text => !text.includes('\0'))
const instant = fc.date({
  min: new Date('0001-01-01T00:00:00.000Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
})

test('a cursor leads back to the very story or tag at which a page ended', () => {
  fc.assert(
    fc.property(instant, withoutNul, withoutNul, (firstPublished, id, slug) => {
      assert.deepEqual(readArticleCursor(writeArticleCursor({ firstPublished, id })), { firstPublished, id })
      assert.deepEqual(readTagCursor(writeTagCursor({ slug, id })), { slug, id })
    }),
  )
})

test('any text that is not a cursor is refused, and never fails otherwise', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.base64String(),
        fc.json().map(json => Buffer.from(json).toString('base64url')),
      ),
      text => {
        for (const read of [readArticleCursor, readTagCursor]) {
          assert.throws(
            () => read(text),
            (error: unknown) => error instanceof NewsroomError && error.code === 'INVALID_INPUT',
          )
        }
      },
    ),
  )
})
