import { filesOfProof, proofParts, type ProofName, type ProofPart } from './proof-parts.ts'

/** What each part proves, how it is made longer, and where its tests are. */
export function describeProofs(parts: readonly ProofName[]): string {
  return parts.map(describe).join('\n\n')
}

function describe(name: ProofName): string {
  const { proves, long }: ProofPart = proofParts[name]
  const longer = long && `  longer: npm run prove -- ${name} --${long.unit} ${long.number}`
  return [name, `  ${proves}`, longer, ...filesOfProof(name).map(file => `  ${file}`)].filter(Boolean).join('\n')
}
