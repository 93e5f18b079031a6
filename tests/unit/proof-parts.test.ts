import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { filesOfProof, proofNames, proofParts, type ProofPart } from '../../commands/proof-parts.ts'
import { printResults, readResults } from '../../commands/proof-results.ts'
import { readProofCall } from '../../commands/read-proof-call.ts'

const refused = (words: string[], message: RegExp) =>
  assert.throws(() => readProofCall(words), { code: 'INVALID_INPUT', message })

test('each part has tests, and each of its lines names some', () => {
  const files = new Map(proofNames.map(name => [name, filesOfProof(name)]))

  for (const name of proofNames) {
    assert.ok((files.get(name)?.length ?? 0) > 0, `${name} has no tests`)
    const exact = (proofParts[name] as ProofPart).files.filter(pattern => !pattern.includes('*'))
    const missing = exact.filter(pattern => !files.get(name)?.includes(`tests/${pattern}.test.ts`))
    assert.deepEqual(missing, [], `${name} names files that are not there`)
  }
})

test('no test of an attack, a fault or of the proofs alone is left out of them', () => {
  const proven = new Set(proofNames.flatMap(filesOfProof))
  const files = readdirSync('tests', { recursive: true, encoding: 'utf8' }).map(file => `tests/${file}`)

  const left = files.filter(file => /^tests\/(proofs\/|api\/(leak|hostile|faults)-).*\.test\.ts$/.test(file))

  assert.ok(left.length > 0)
  assert.deepEqual(
    left.filter(file => !proven.has(file)),
    [],
  )
})

test('without words all parts are run at their normal size', () => {
  assert.deepEqual(readProofCall([]), { parts: proofNames, sizes: {}, listOnly: false })
})

test('a part is made longer in its own unit, or as long as it goes', () => {
  const rounds = readProofCall(['faults', '--rounds', '7'])
  const long = readProofCall(['load', '--long'])
  const short = readProofCall(['backup', '--long'])

  assert.deepEqual(rounds, { parts: ['faults'], sizes: { faults: { unit: 'rounds', number: 7 } }, listOnly: false })
  assert.deepEqual(long.sizes, { load: proofParts.load.long })
  assert.deepEqual(short.sizes, {})
})

test('a word that means nothing gets a sentence with those that do', () => {
  refused(['fault'], /^“fault” is no part of the proofs\. The parts are leaks, .*load/)
  refused(['faults', '--rounds'], /^--rounds needs a number after it: for example --rounds 20\.$/)
  refused(['faults', '--rounds', 'many'], /^--rounds needs a number after it, and “many” is none/)
  refused(['load', '--rounds', '3'], /^The part load is not measured in rounds\. Those that are: faults, upgrade\.$/)
  refused(['load', '--minutes', '0'], /needs a number/)
})

test('the table at the end says what ran, how it went and what the tests state', () => {
  const told = readResults('{"tests":3}\n{"said":"40 races"}\n{"failed":"a title"}\n{"tests":2}\n{"sai')

  const printed = printResults([
    { ...told, name: 'faults', passed: false, seconds: 61 },
    { tests: 1, failed: [], said: [], name: 'load', passed: true, seconds: 3601 },
  ])

  assert.deepEqual(printed.trim().split('\n'), [
    'faults  FAILED  5 tests  61 s',
    '    failed: a title',
    '    40 races',
    'load    proven  1 tests  60 min',
  ])
})
