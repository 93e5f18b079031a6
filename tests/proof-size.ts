/**
 * How much the proofs try, read here alone: `PROOF_RUNS=20` walks, races and crashes twenty times as often as a normal
 * run, and `PROOF_SEED=…` repeats the walks of a run that failed (it prints its seed).
 */
export const proofSize = (normal: number): number => Math.max(1, Math.round(normal * factor()))

export function proofSeed(): number | undefined {
  const given = process.env.PROOF_SEED
  return given === undefined || given === '' ? undefined : wholeNumber('PROOF_SEED', given)
}

function factor(): number {
  const given = Number(process.env.PROOF_RUNS || 1)
  if (given > 0) return given
  throw new Error('PROOF_RUNS says how many times as much is tried: 1, 20 …')
}

function wholeNumber(name: string, given: string): number {
  const number = Number(given)
  if (Number.isInteger(number)) return number
  throw new Error(`${name} is “${given}”; it is a whole number.`)
}
