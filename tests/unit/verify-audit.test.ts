import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { StoredEntry } from '../../workflow/read-audit.ts'
import { hashOfEntry, type ChainedEntry } from '../../workflow/record-audit.ts'
import { verifyAudit } from '../../workflow/verify-audit.ts'

const auditKey = 'a key of thirty-two characters and more'

/** A chain as the newsroom would have recorded it. */
function chainOf(length: number, key = auditKey): StoredEntry[] {
  const chain: StoredEntry[] = []
  for (let sequence = 1; sequence <= length; sequence += 1) {
    const entry: ChainedEntry = {
      ...{ sequence, actorId: `user-${sequence % 3}`, action: 'article.save', subject: `article:${sequence % 5}` },
      ...{ from: 'draft', to: null, revision: sequence, reason: null, requestId: null },
      at: new Date(1_800_000_000_000 + sequence).toISOString(),
      previousHash: chain.at(-1)?.hash ?? '',
    }
    chain.push({ ...entry, hash: hashOfEntry(entry, key) })
  }
  return chain
}

async function* each(entries: StoredEntry[]) {
  yield* entries
}

const headOf = (chain: StoredEntry[]) => ({ sequence: chain.at(-1)?.sequence ?? 0, hash: chain.at(-1)?.hash ?? '' })
type Noted = { sequence: number | null; hash: string } | null
const findingsOf = async (chain: StoredEntry[], ledger = headOf(chain), noted: Noted = null) =>
  (await verifyAudit(each(chain), { auditKey, ledger, noted })).findings

test('a chain as it was recorded has no findings, however long or short', async () => {
  for (const length of [0, 1, 2, 50]) assert.deepEqual(await findingsOf(chainOf(length)), [])
})

test('any field of any entry that is changed is found, and the entry is named', async () => {
  const fields = [
    'actorId',
    'action',
    'subject',
    'from',
    'to',
    'revision',
    'reason',
    'requestId',
    'at',
    'hash',
  ] as const
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...fields), fc.nat(29), async (field, index) => {
      const chain = chainOf(30)
      const changed = chain.map((entry, n) =>
        n === index ? { ...entry, [field]: field === 'revision' ? 999 : 'autre' } : entry,
      )

      const findings = await findingsOf(changed, headOf(chain))

      assert.match(findings[0] ?? '', new RegExp(`^Entry ${index + 1} .*changed`))
    }),
  )
})

test('entries taken out of the middle are named by their numbers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(20), fc.integer({ min: 1, max: 5 }), async (index, count) => {
      const chain = chainOf(30)

      const [finding] = await findingsOf([...chain.slice(0, index), ...chain.slice(index + count)])

      const expected =
        count === 1 ? `Entry ${index + 1} was removed.` : `Entries ${index + 1} to ${index + count} were removed.`
      assert.equal(finding, expected)
    }),
  )
})

test('two entries that changed places are both named, with the numbers that they had', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(29), fc.nat(29), async (i, j) => {
      fc.pre(i !== j)
      const chain = chainOf(30)
      const swapped = chain.map((entry, n) => {
        const other = n === i ? chain[j] : n === j ? chain[i] : entry
        return { ...(other ?? entry), sequence: n + 1 }
      })

      const findings = (await findingsOf(swapped, headOf(chain))).join('\n')

      assert.match(findings, new RegExp(`Entry ${i + 1} .*was moved: it was number ${j + 1}`))
      assert.match(findings, new RegExp(`Entry ${j + 1} .*was moved: it was number ${i + 1}`))
    }),
  )
})

test('an entry put between two others is named', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(29), async index => {
      const chain = chainOf(30)
      const forged = { ...(chain[index] ?? assert.fail()), reason: 'Jamais arrivé', hash: '0'.repeat(64) }

      const findings = await findingsOf(
        [...chain.slice(0, index + 1), forged, ...chain.slice(index + 1)],
        headOf(chain),
      )

      assert.match(findings[0] ?? '', new RegExp(`^Entry ${index + 1} .*was added`))
    }),
  )
})

test('a tail that was cut off is found by the ledger, and by what was noted when the ledger was rewritten too', async () => {
  const chain = chainOf(30)
  const cut = chain.slice(0, 20)

  const byLedger = await findingsOf(cut, headOf(chain))
  const unnoted = await findingsOf(cut)
  const byNote = await findingsOf(cut, headOf(cut), headOf(chain))
  const byHash = await findingsOf(cut, headOf(cut), { sequence: null, hash: headOf(chain).hash })

  assert.match(byLedger.join(), /^The end was cut off: the last entry is 20, and the ledger knows 30/)
  assert.deepEqual(unnoted, [])
  assert.match(byNote.join(), /^The end was cut off: entry 30 was noted, and the last one is 20/)
  assert.match(byHash.join(), /^No entry has the hash/)
})

test('a chain rewritten with the right key is found by what was noted before', async () => {
  const chain = chainOf(30)
  const rewritten: StoredEntry[] = []
  for (const { hash: _, ...entry } of chain) {
    const changed = {
      ...entry,
      reason: entry.sequence === 7 ? 'Autre' : null,
      previousHash: rewritten.at(-1)?.hash ?? '',
    }
    rewritten.push({ ...changed, hash: hashOfEntry(changed, auditKey) })
  }

  const findings = await findingsOf(rewritten, headOf(rewritten), headOf(chain))
  const older = await findingsOf(rewritten, headOf(rewritten), headOf(chain.slice(0, 6)))

  assert.match(findings.join(), /^The chain was rewritten: entry 30 was noted/)
  assert.deepEqual(older, [])
})

test('entries that the ledger does not know are found', async () => {
  const chain = chainOf(30)

  assert.match((await findingsOf(chain, headOf(chain.slice(0, 28)))).join(), /^Entries after 28 were added/)
})

test('another key is told apart from a broken chain', async () => {
  const foreign = chainOf(30, 'another key that is just as long as it')

  assert.match((await findingsOf(foreign)).join(), /^None of the 30 entries fits AUDIT_KEY/)
})

test('of many findings a hundred are named, and the rest is counted', async () => {
  const chain = chainOf(500).map(entry => (entry.sequence % 2 ? entry : { ...entry, reason: 'Autre' }))

  const { findings, unnamed } = await verifyAudit(each(chain), { auditKey, ledger: headOf(chain), noted: null })

  assert.deepEqual([findings.length, unnamed], [100, 150])
})
