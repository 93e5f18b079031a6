/**
 * How much the proofs try, read here alone. `npm run prove` sets these: PROOF_RUNS=20 walks and races twenty times as
 * often as a normal run, PROOF_ROUNDS=20 gives as many crashes and faults, PROOF_MINUTES=60 lets the load last so long;
 * PROOF_SEED=… repeats the walks of a run that failed (it prints its seed).
 */
export const proofSize = (normal: number): number => Math.max(1, Math.round(normal * (positive('PROOF_RUNS') ?? 1)))

export const proofRounds = (normal: number): number => Math.max(1, Math.round(positive('PROOF_ROUNDS') ?? normal))

export const proofMinutes = (normal: number): number => positive('PROOF_MINUTES') ?? normal

export function proofSeed(): number | undefined {
  const given = process.env.PROOF_SEED
  return given === undefined || given === '' ? undefined : wholeNumber('PROOF_SEED', given)
}

function positive(name: 'PROOF_RUNS' | 'PROOF_ROUNDS' | 'PROOF_MINUTES'): number | undefined {
  const given = process.env[name]
  if (given === undefined || given === '') return undefined
  const number = Number(given)
  if (number > 0) return number
  throw new Error(`${name} is “${given}”; it is a number above 0, such as 20.`)
}

function wholeNumber(name: string, given: string): number {
  const number = Number(given)
  if (Number.isInteger(number)) return number
  throw new Error(`${name} is “${given}”; it is a whole number.`)
}
