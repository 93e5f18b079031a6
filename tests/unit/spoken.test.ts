import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerIn, keepSentence, languageFrom, say, sayAll, sayKept } from '../../spoken.ts'

const tooLate = { en: 'It is too late.', fr: 'Il est trop tard.' }

test('whoever prefers French is answered in French, and whoever names nothing we speak in English', () => {
  const headers = ['fr', 'fr-CA,en;q=0.8', 'de;q=1, fr;q=0.5, en;q=0.4', 'en-GB, fr', 'fr;q=0, de', '*', '', undefined]

  const languages = headers.map(languageFrom)

  assert.deepEqual(languages, ['fr', 'fr', 'fr', 'en', 'en', 'en', 'en', 'en'])
})

test('a header that is no list of languages is no harm', () => {
  const odd = [';;;q=,,', 'fr;q=abc', ','.repeat(100_000), 'constructor', '__proto__']

  assert.deepEqual(odd.map(languageFrom), ['en', 'en', 'en', 'en', 'en'])
})

test('a sentence is said in the language of whoever asked, and in English where nobody did', async () => {
  const asked = await answerIn('fr', async () => {
    await Promise.resolve()
    return say(tooLate)
  })

  assert.deepEqual([asked, say(tooLate)], ['Il est trop tard.', 'It is too late.'])
})

test('sentences inside of an answer are said, and everything else stays as it is', () => {
  const at = new Date(0)
  const answer = { code: 'LATE', at, stories: [{ id: '1', why: [tooLate] }], en: 'a key called en' }

  const said = answerIn('fr', () => sayAll(answer))

  assert.deepEqual(said, { ...answer, stories: [{ id: '1', why: ['Il est trop tard.'] }] })
})

test('what was kept is said to each reader in their own language, and a text that is no sentence as it stands', () => {
  const kept = keepSentence(tooLate)

  assert.deepEqual(
    (['en', 'fr'] as const).map(language => answerIn(language, () => sayKept(kept))),
    [tooLate.en, tooLate.fr],
  )
  assert.deepEqual(['Kept before.', '{"en":1,"fr":2}', '[', 'null'].map(sayKept), [
    'Kept before.',
    '{"en":1,"fr":2}',
    '[',
    'null',
  ])
})
