import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { test } from 'node:test'

type Change = { why: string; file: RegExp; find: string | RegExp }

const project = path.resolve(import.meta.dirname, '../..')
const { changes } = createRequire(import.meta.url)('../../admin/build/adapt-keystone.cjs') as { changes: Change[] }

/** What browsers get of Keystone: its modules, without those for other runtimes. */
const files = readdirSync(path.join(project, 'node_modules/@keystone-6/core/dist'), {
  recursive: true,
  encoding: 'utf8',
})
  .map(name => `core/dist/${name.replaceAll(path.sep, '/')}`)
  .filter(name => name.endsWith('.js'))
const read = (name: string) => readFileSync(path.join(project, 'node_modules/@keystone-6', name), 'utf8')

test('what we say in French of Keystone’s own words, Keystone still says', () => {
  const { words, sentences, sayInFrench } = createRequire(import.meta.url)('../../admin/build/keystone-words.cjs') as {
    words: Record<string, string>
    sentences: Record<string, string>
    sayInFrench: (source: string) => string
  }
  const spoken = files
    .filter(name => /^core\/dist\/[\w-]+\.js$/.test(name))
    .map(name => sayInFrench(read(name)))
    .join('\n')
    .replaceAll('\\u2026', '…')

  const lost = Object.entries({ ...words, ...sentences }).filter(
    ([english, french]) =>
      !["'", '"', '`'].some(
        mark => spoken.includes(`inOurWords(${mark}${english}${mark}, `) && spoken.includes(french),
      ),
  )

  assert.deepEqual(lost, [])
})

test('everything that we adapt in Keystone’s admin is still there, and stands as we know it', () => {
  const lost = changes.filter(({ file, find }) => {
    const matching = files.filter(name => file.test(name))
    return matching.length === 0 || matching.some(name => read(name).replace(find, '') === read(name))
  })

  assert.deepEqual(
    lost.map(({ why }) => why),
    [],
  )
  assert.ok(changes.length > 0)
})
