import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spokenLanguage } from '../../preview/page-words.ts'
import { textDirection } from '../../preview/text-direction.ts'
import { withoutToken } from '../../server/log-requests.ts'
import { doorOf } from '../../server/door-of.ts'

test('the script decides which way a language runs, and what is no language runs as ours does', () => {
  const asked = ['fr', 'ar-TN', 'he', 'fa', 'ur-PK', 'az', 'az-Arab', 'ku-Arab', 'dv', 'zh-Hant', '', 'not a language']

  assert.deepEqual(
    asked.filter(language => textDirection(language) === 'rtl'),
    ['ar-TN', 'he', 'fa', 'ur-PK', 'az-Arab', 'ku-Arab', 'dv'],
  )
})

test('a banner speaks the first of the browser’s languages that it knows', () => {
  const asked = ['fr-CA,en;q=0.8', 'de,fr;q=0.5', 'en-GB', 'de', '', undefined]

  assert.deepEqual(asked.map(spokenLanguage), ['fr', 'fr', 'en', 'en', 'en', 'en'])
})

test('the log keeps nothing of a link’s token, however it was spelled', () => {
  const token = 'Ab_-'.repeat(11).slice(0, 43)
  const paths = ['/preview/shared/', '//preview/shared/', '/Preview/Shared/', '/preview/shared//', '/elsewhere/']

  const logged = paths.flatMap(start => [`${start}${token}`, `${start}${token}/images/k/full.webp`]).map(withoutToken)

  assert.deepEqual(
    logged.filter(path => path.includes(token.slice(0, 20))),
    [],
  )
  assert.equal(withoutToken(`/preview/shared/${token.slice(0, 30)}.`), '/preview/shared/[secret]')
  assert.equal(withoutToken('/preview/articles/cm123/revisions/4'), '/preview/articles/cm123/revisions/4')
  assert.equal(doorOf(`/preview/shared/${token}`), 'preview')
})
