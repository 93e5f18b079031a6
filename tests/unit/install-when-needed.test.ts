import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { isInstalled } from '../../commands/install-when-needed.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'bouclage-install-'))
  mkdirSync(path.join(root, 'node_modules'))
})
afterEach(() => rmSync(root, { recursive: true }))

const wanted = {
  '': { name: 'bouclage' },
  'node_modules/keystone': { version: '8.1.0' },
  'node_modules/for-another-machine': { version: '1.0.0', optional: true },
  'node_modules/test-runner': { version: '2.0.0', dev: true },
}
const everything = {
  'node_modules/keystone': { version: '8.1.0' },
  'node_modules/test-runner': { version: '2.0.0' },
}

function givenPackages(present: Record<string, { version: string }>): void {
  writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages: wanted }))
  writeFileSync(path.join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: present }))
}

test('a second start installs nothing', () => {
  givenPackages(everything)

  assert.equal(isInstalled(root, true), true)
})

test('a fresh clone installs', () => {
  writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages: wanted }))

  assert.equal(isInstalled(root, false), false)
})

test('a start after an update of a package installs', () => {
  givenPackages({ ...everything, 'node_modules/keystone': { version: '8.0.0' } })

  assert.equal(isInstalled(root, false), false)
})

test('a package for another kind of machine may be missing, but not be an old one', () => {
  givenPackages({ ...everything, 'node_modules/for-another-machine': { version: '0.9.0' } })

  assert.equal(isInstalled(root, false), false)
})

test('what only tests need may be missing for a start, not for the tests', () => {
  givenPackages({ 'node_modules/keystone': { version: '8.1.0' } })

  assert.equal(isInstalled(root, false), true)
  assert.equal(isInstalled(root, true), false)
})
