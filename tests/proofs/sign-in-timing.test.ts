import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { compareRanks, median } from '../rank-test.ts'
import { startDoors, type DoorsUnderTest } from '../start-doors.ts'

// Measures time, and so is no part of `npm test`, where `tests/api/sign-in-attacks.test.ts` counts the work instead.
// Each kind is asked once a round, in a new order every round, so that whatever else the machine does falls on all alike.

const rounds = 400
const roundsToWarmUp = 20
/** Of three honest comparisons, chance alone takes one beyond it once in three hundred runs. */
const mostDeviations = 3.3

const kinds = {
  known: { email: 'known@example.org', password: 'wrong horse' },
  unknown: { email: 'nobody@example.org', password: 'wrong horse' },
  closed: { email: 'closed@example.org', password: 'wrong horse' },
  'without a password': { email: 'bare@example.org', password: 'wrong horse' },
  /** Refused before anything is hashed: what a naive server does for an unknown address. */
  'not hashed': { email: 'known@example.org', password: 'x'.repeat(201) },
} as const

type Kind = keyof typeof kinds

let doors: DoorsUnderTest
const times = new Map<Kind, number[]>()

before(async () => {
  doors = await startDoors({ limits: { account: 1e6, address: 1e6, pauseMinutes: [1] } })
  await doors.addUser('known@example.org')
  await doors.addUser('closed@example.org', { active: false })
  await doors.addUser('bare@example.org', { password: undefined })
  for (let round = -roundsToWarmUp; round < rounds; round += 1) await askEach(round >= 0)
})
after(() => doors.close())

async function askEach(isMeasured: boolean): Promise<void> {
  for (const kind of shuffled(Object.keys(kinds) as Kind[])) {
    const { email, password } = kinds[kind]
    const began = performance.now()
    const { status } = await doors.signIn(email, password)
    const took = performance.now() - began
    assert.equal(status, 401)
    if (isMeasured) times.set(kind, [...(times.get(kind) ?? []), took])
  }
}

const shuffled = (all: Kind[]): Kind[] =>
  all
    .map(kind => ({ kind, place: Math.random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ kind }) => kind)

const timesOf = (kind: Kind): number[] => times.get(kind) ?? []
const figuresOf = (kind: Kind) => `${kind}: median ${median(timesOf(kind)).toFixed(2)} ms`

test('how long a refusal takes does not tell who has an account', t => {
  const found = (['unknown', 'closed', 'without a password'] as const).map(kind => {
    const { larger, deviations } = compareRanks(timesOf(kind), timesOf('known'))
    t.diagnostic(
      `${figuresOf(kind)}, slower than known in ${(larger * 100).toFixed(1)} % of pairs (${deviations.toFixed(2)} deviations)`,
    )
    return { kind, deviations }
  })

  t.diagnostic(`${figuresOf('known')}; ${rounds} rounds`)
  assert.deepEqual(
    found.filter(({ deviations }) => Math.abs(deviations) > mostDeviations),
    [],
  )
})

test('the same measurement sees one hash that is left out', t => {
  const { larger, deviations } = compareRanks(timesOf('known'), timesOf('not hashed'))

  t.diagnostic(
    `${figuresOf('not hashed')}; ${(larger * 100).toFixed(1)} % of pairs, ${deviations.toFixed(1)} deviations`,
  )
  assert.ok(deviations > mostDeviations)
})
