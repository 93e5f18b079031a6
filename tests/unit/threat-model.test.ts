import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const project = path.resolve(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(path.join(project, file), 'utf8')

type Row = { section: string; cells: string[] }

/** The rows of all tables of the page whose last column is the test. */
function rowsOf(page: string): Row[] {
  return page.split(/^## /m).flatMap(part => {
    const [section = ''] = part.split('\n', 1)
    const lines = part.split('\n').filter(line => line.startsWith('|'))
    return lines.slice(2).map(line => ({
      section,
      cells: line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    }))
  })
}

const testsIn = (text: string) => [...text.matchAll(/`(tests\/[\w/.-]+\.test\.ts)`/g)].map(([, file = '']) => file)

test('every boundary of the threat model names a test that exists and tests something', () => {
  const rows = rowsOf(read('docs/threat-model.md'))

  const unguarded = rows.filter(({ cells }) => testsIn(cells.at(-1) ?? '').length === 0)
  const absent = [...new Set(rows.flatMap(({ cells }) => testsIn(cells.at(-1) ?? '')))].filter(
    file => !existsSync(path.join(project, file)) || !/^\s*test\(/m.test(read(file)),
  )

  assert.ok(rows.length > 70, `${rows.length} rows`)
  assert.deepEqual(
    unguarded.map(({ cells }) => cells.join(' | ')),
    [],
  )
  assert.deepEqual(absent, [])
})

test('every promise of a contract and of the security page names a test that exists', () => {
  const contracts = readdirSync(path.join(project, 'docs/contracts')).map(name => `docs/contracts/${name}`)

  const absent = [...contracts, 'SECURITY.md', 'docs/operations.md'].flatMap(page =>
    testsIn(read(page)).flatMap(file => (existsSync(path.join(project, file)) ? [] : [`${page}: ${file}`])),
  )

  assert.deepEqual(absent, [])
})

test('every class of holes that befell others has its test', () => {
  const classes = rowsOf(read('docs/threat-model.md')).filter(({ section }) => section === 'What befell others')

  assert.equal(classes.length, 20)
})
