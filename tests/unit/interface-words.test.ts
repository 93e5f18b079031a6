import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayTimesIn } from '../../admin/words/say-times-in.ts'
import { setFrench } from '../../admin/words/set-french.ts'

test('no line of French begins with a mark of the word before, or ends with a guillemet', () => {
  assert.equal(
    setFrench('Retirer « Un titre » ? Oui : retirer !'),
    'Retirer «\u00a0Un titre\u00a0»\u00a0? Oui\u00a0: retirer\u00a0!',
  )
  assert.equal(setFrench('Rien à faire, jamais.'), 'Rien à faire, jamais.')
})

test('an instant within a sentence of the server’s is told by the clock and in the language of whoever reads it', () => {
  const sentence = '“Un” is under embargo until 2030-01-02T08:00:00.000Z. Wait until then.'

  assert.match(
    sayTimesIn(sentence, 'en'),
    /^“Un” is under embargo until 2 January 2030 at \d\d:00 \S+\. Wait until then\.$/,
  )
  assert.match(sayTimesIn('Fin : 2030-01-02T08:00:00.000Z.', 'fr'), /^Fin\u00a0: 2 janvier 2030 à \d\d:00 \S+\.$/)
  assert.equal(sayTimesIn('Revision 2030-01 stays.', 'en'), 'Revision 2030-01 stays.')
})
