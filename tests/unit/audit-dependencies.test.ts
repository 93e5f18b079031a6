import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { advisoriesIn } from '../../commands/ask-npm-audit.ts'
import { auditLock, type Dependencies, type LockedPackage } from '../../commands/audit-lock.ts'
import { readDependencies } from '../../commands/read-dependencies.ts'

const seal = `sha512-${'A'.repeat(86)}==`

/** A project of one good package, which is then changed. */
function projectWith(changed: LockedPackage, manifest: Dependencies['manifest'] = {}): Dependencies {
  const good = { version: '1.2.3', integrity: seal, license: 'MIT' }
  return {
    manifest: { dependencies: { one: '1.2.3' }, ...manifest },
    lock: { packages: { '': {}, 'node_modules/one': { ...good, ...changed } } },
    licenceOf: () => undefined,
  }
}

test('every package of Bouclage is one version, sealed, of an agreed licence, and runs no script unasked', () => {
  const dependencies = readDependencies(path.resolve(import.meta.dirname, '../..'))

  const findings = auditLock(dependencies)

  assert.deepEqual(findings, [])
  assert.ok(Object.keys(dependencies.lock.packages).length > 500)
})

const wrong: [about: string, project: Dependencies, finding: RegExp][] = [
  ['a range', projectWith({}, { dependencies: { one: '^1.2.3' } }), /^one is asked for as “\^1\.2\.3”/],
  ['another version', projectWith({ version: '1.2.4' }), /^one is asked for as 1\.2\.3, and the lock has 1\.2\.4/],
  ['no seal', projectWith({ integrity: undefined }), /^one has no sha512/],
  ['a weak seal', projectWith({ integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }), /^one has no sha512/],
  ['a script that nobody decided on', projectWith({ hasInstallScript: true }), /^one wants to run a script/],
  ['a decision on nothing', projectWith({}, { allowScripts: { two: true } }), /^allowScripts names two/],
  ['a licence with duties', projectWith({ license: 'GPL-3.0-only' }), /^one is licensed as GPL-3\.0-only/],
  ['one of two licences with duties', projectWith({ license: 'MIT AND GPL-3.0-only' }), /^one is licensed as MIT AND/],
  ['an exception of another', projectWith({ license: 'LGPL-3.0-or-later' }), /^one is licensed as LGPL/],
  ['no licence', projectWith({ license: undefined }), /^one is licensed as none/],
]

for (const [about, project, finding] of wrong) {
  test(`a package with ${about} is found`, () => {
    const findings = auditLock(project)

    assert.equal(findings.length, 1)
    assert.match(findings[0] ?? '', finding)
  })
}

test('a choice of licences is agreed to with one of them, and tools for development may have any', () => {
  const findings = [
    ...auditLock(projectWith({ license: '(MIT OR GPL-3.0-only)' })),
    ...auditLock(projectWith({ license: 'GPL-3.0-only', dev: true })),
  ]

  assert.deepEqual(findings, [])
})

test('what the registry knows is told once for each advisory, and what it does not say is said', () => {
  const advisory = { title: 'It can be made to wait', url: 'https://example.org/1', severity: 'high' }
  const report = {
    vulnerabilities: {
      one: { severity: 'high', fixAvailable: true, via: [advisory] },
      two: { severity: 'high', fixAvailable: false, via: ['one'] },
    },
  }

  const known = advisoriesIn(JSON.stringify(report))
  const silent = [advisoriesIn('{"message":"405 Method Not Allowed"}'), advisoriesIn('')]

  assert.deepEqual(known, [{ name: 'one', ...advisory, isFixable: true }])
  assert.deepEqual(silent, ['405 Method Not Allowed', 'npm audit gave no answer.'])
})
