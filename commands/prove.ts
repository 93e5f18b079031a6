import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildWhenChanged } from './build-when-changed.ts'
import { describeProofs } from './describe-proofs.ts'
import { filesOfProof, proofUnits, type ProofName, type ProofSize } from './proof-parts.ts'
import { provideBrowser } from './provide-browser.ts'
import { readProofCall } from './read-proof-call.ts'
import { readResults, type ProofResult, printResults } from './proof-results.ts'
import { runCommand, type CommandCall } from './run-command.ts'
import { runTestFiles } from './run-test-files.ts'

/** Long forms last as long as they were asked to; what hangs in them is found by its own tests. */
const longTimeoutMs = 2 ** 31 - 1

await runCommand(async call => {
  const { parts, sizes, listOnly } = readProofCall(call.args)
  if (listOnly) return void console.log(describeProofs(parts))
  const needsBrowser = parts.some(name => filesOfProof(name).some(file => file.includes('browser')))
  const browser = needsBrowser ? await provideBrowser(call) : undefined
  await buildWhenChanged(call)
  const results: ProofResult[] = []
  for (const name of parts) results.push(await prove({ name, size: sizes[name], browser }, call))
  console.log(printResults(results))
  return results.every(({ passed }) => passed) ? 0 : 1
})

async function prove(
  { name, size, browser }: { name: ProofName; size: ProofSize | undefined; browser: string | undefined },
  call: CommandCall,
): Promise<ProofResult> {
  const files = filesOfProof(name)
  call.say(`\nProving ${name}${size ? `, ${size.number} ${size.unit}` : ''}: ${files.length} files.`)
  const folder = await mkdtemp(path.join(tmpdir(), 'bouclage-proofs-'))
  const began = performance.now()
  try {
    const resultsTo = path.join(folder, 'results')
    const variables = size && { [proofUnits[size.unit]]: String(size.number) }
    const code = await runTestFiles(
      { files, browser, variables, resultsTo, ...(size && { timeoutMs: longTimeoutMs }) },
      call,
    )
    const told = readResults(await readFile(resultsTo, 'utf8').catch(() => ''))
    return { ...told, name, passed: code === 0, seconds: Math.round((performance.now() - began) / 1000) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
