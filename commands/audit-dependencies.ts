import process from 'node:process'
import { askNpmAudit, type Advisory } from './ask-npm-audit.ts'
import { auditLock } from './audit-lock.ts'
import { readDependencies } from './read-dependencies.ts'
import { projectRoot, runCommand } from './run-command.ts'

await runCommand(async ({ stop, say }) => {
  const dependencies = readDependencies(projectRoot)
  const findings = auditLock(dependencies)
  const packages = Object.values(dependencies.lock.packages)
  const served = packages.filter(({ dev }) => !dev).length - 1
  print(`${served} packages are served and run, ${packages.length - 1 - served} more are tools for development.`)
  for (const finding of findings) print(`✗ ${finding}`)
  if (findings.length === 0) {
    print('✓ Each is one version, sealed by its sha512; licences are agreed to; scripts were decided on.')
  }
  say('Asking the registry what is known against them …')
  const known = await askNpmAudit(stop)
  tell(known)
  return findings.length > 0 || (Array.isArray(known) && known.some(isGrave)) ? 1 : 0
})

function tell(known: Advisory[] | string): void {
  if (typeof known === 'string') {
    print(`? The registry does not say what is known against them (${known}). Ask again where it does.`)
    return
  }
  if (known.length === 0) print('✓ Nothing is known against them.')
  for (const advisory of known) {
    const remedy = advisory.isFixable ? 'A newer version mends it.' : 'There is no newer version yet.'
    print(
      `${isGrave(advisory) ? '✗' : '!'} ${advisory.name}, ${advisory.severity}: ${advisory.title}. ${remedy} ${advisory.url}`,
    )
  }
}

const isGrave = ({ severity }: Advisory) => severity === 'high' || severity === 'critical'

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
