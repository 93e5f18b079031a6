import { listTestFiles } from './select-tests.ts'

/** How a part is made longer: the variable that its tests read in `tests/proof-size.ts`. */
export const proofUnits = {
  /** Crashes, killings and other faults, each of which is a round. */
  rounds: 'PROOF_ROUNDS',
  /** How long the load lasts. */
  minutes: 'PROOF_MINUTES',
  /** So many times as many walks and races as in a normal run. */
  times: 'PROOF_RUNS',
} as const

export type ProofUnit = keyof typeof proofUnits
export type ProofSize = Readonly<{ unit: ProofUnit; number: number }>
export type ProofPart = Readonly<{
  /** What is proven, in a sentence. */
  proves: string
  /** Under `tests/`; a star stands for any letters of a name. */
  files: readonly string[]
  /** What `--long` makes of it; without it, the normal form is all there is. */
  long?: ProofSize
}>

/** What `npm run prove` runs, in this order. The files under `tests/api` run in `npm test` too; `tests/proofs` here alone. */
export const proofParts = {
  leaks: {
    proves: 'What is private gives the same answer whether it exists or not, to every caller and at every door.',
    files: ['api/leak-*', 'api/canary', 'api/delivery-attacks'],
  },
  workflow: {
    proves: 'Every move, by everybody, from everywhere, at once with every other and through crashes, is whole.',
    files: ['api/every-move', 'api/random-walks', 'api/at-once', 'api/crash', 'api/release-crash'],
    long: { unit: 'times', number: 20 },
  },
  'sign-in': {
    proves: 'Nobody gets in by trying, learns who has an account, or keeps a session that has ended.',
    files: [
      ...[
        'api/sign-in*',
        'api/sessions*',
        'api/api-tokens',
        'api/try-limits',
        'api/people',
        'api/authoring-gate',
        'api/csrf*',
      ],
      ...['api/admin-pages', 'unit/return-path', 'unit/who-is-calling', 'proofs/sign-in*'],
    ],
  },
  abuse: {
    proves: 'A query that would cost too much is refused early, with the limit that it broke.',
    files: [
      'api/authoring-limits',
      'api/hostile-queries',
      'api/hostile-bodies',
      'api/delivery-limits',
      'api/delivery-cost',
    ],
  },
  files: {
    proves: 'No uploaded file crashes the server, runs as a script, or leaves bytes behind that nobody needs.',
    files: ['api/hostile-files', 'api/collect-pictures', 'api/picture-*', 'api/bucket', 'unit/uploads'],
  },
  text: {
    proves: 'Whatever is typed or imported is shown as text, and is never run by a browser or by PostgreSQL.',
    files: ['api/hostile-text', 'api/hostile-imports', 'unit/text-document*', 'unit/render-document'],
  },
  outgoing: {
    proves: 'What we call is told everything, in order, signed, and is never inside our own network.',
    files: ['api/webhooks', 'api/purge-cdn', 'unit/public-address'],
  },
  faults: {
    proves: 'After any part was killed, hung, full or gone, all that was acknowledged is there and service is back.',
    files: [
      'api/faults-*',
      'api/open-pool',
      'unit/database-errors',
      'api/embedded-server',
      'api/start-and-stop',
      'api/drain',
    ],
    long: { unit: 'rounds', number: 20 },
  },
  load: {
    proves: 'Hours of work leave no memory, handle or connection behind, and too much of it is refused in words.',
    files: ['api/load', 'api/overload', 'unit/limit-work', 'unit/steady-growth'],
    long: { unit: 'minutes', number: 60 },
  },
  backup: {
    proves: 'A backup made while people work is one instant, and an empty machine becomes the same newsroom.',
    files: ['api/backup'],
  },
  upgrade: {
    proves: 'Migrations arrive whole or not at all, under work, beside an older program, and after a kill.',
    files: ['api/migrations', 'api/migration-engine', 'api/upgrade'],
    long: { unit: 'rounds', number: 20 },
  },
} as const satisfies Record<string, ProofPart>

export type ProofName = keyof typeof proofParts

export const proofNames = Object.keys(proofParts) as ProofName[] // its own keys

/** The test files of a part, as they lie in this checkout. */
export function filesOfProof(name: ProofName): string[] {
  const { files }: ProofPart = proofParts[name]
  return listTestFiles().filter(file => files.some(pattern => matches(pattern, file)))
}

function matches(pattern: string, file: string): boolean {
  const [before = '', after] = `tests/${pattern}.test.ts`.split('*')
  const plain = file.replaceAll('\\', '/')
  if (after === undefined) return plain === before
  return plain.startsWith(before) && plain.endsWith(after) && plain.length >= before.length + after.length
}
