import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { fingerprintSources } from '../../commands/fingerprint-sources.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'bouclage-sources-'))
  write('keystone.ts', 'export default {}')
  write('package-lock.json', '{}')
})
afterEach(() => rmSync(root, { recursive: true }))

function write(file: string, content: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), content)
}

const fingerprint = () => fingerprintSources(root, path.join(root, 'kept'))

for (const file of [
  'keystone.ts',
  'package-lock.json',
  'a-new-room/rule.ts',
  'admin/pages/desk.tsx',
  'admin/a.woff2',
]) {
  test(`a change of ${file} asks for a build`, () => {
    const before = fingerprint()

    write(file, 'something else')

    assert.notEqual(fingerprint(), before)
  })
}

for (const file of ['README.md', 'tests/unit/a.test.ts', 'seed/articles/a.txt', 'kept/images/a.ts', 'data-b/a.png']) {
  test(`a change of ${file} asks for none`, () => {
    const before = fingerprint()

    write(file, 'something else')

    assert.equal(fingerprint(), before)
  })
}

test('a file that moves asks for a build', () => {
  write('lists/article.ts', 'export {}')
  const before = fingerprint()

  rmSync(path.join(root, 'lists/article.ts'))
  write('lists/story.ts', 'export {}')

  assert.notEqual(fingerprint(), before)
})
