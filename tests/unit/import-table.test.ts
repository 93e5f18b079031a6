import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const project = path.resolve(import.meta.dirname, '../..')

type Allowed = { rooms: Set<string>; typesOnly: Set<string> }

/** The table of docs/ARCHITECTURE.md: room, what it holds, what it may import. */
function readTable(): Map<string, Allowed | 'everything'> {
  const page = readFileSync(path.join(project, 'docs/ARCHITECTURE.md'), 'utf8')
  const rows = page.matchAll(/^\| `([\w.-]+)` *\|[^|]*\|([^|]*)\|$/gm)
  return new Map([...rows].map(([, room = '', cell = '']) => [room.replace(/\.ts$/, ''), readCell(cell.trim())]))
}

function readCell(cell: string): Allowed | 'everything' {
  if (cell === 'everything') return cell
  const names = cell.split(',').map(name => name.trim())
  const typesOnly = names.filter(name => name.endsWith('(types only)')).map(name => name.replace(' (types only)', ''))
  return { rooms: new Set(names.filter(name => !name.includes('('))), typesOnly: new Set(typesOnly) }
}

const roomOf = (file: string) => (file.includes('/') ? file.split('/')[0]! : file.replace(/\.tsx?$/, ''))

type Import = { file: string; from: string; isType: boolean }

function importsOf(file: string): Import[] {
  const source = readFileSync(path.join(project, file), 'utf8')
  const found = source.matchAll(
    /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'(\.[^']*)'|import\('(\.[^']*)'\)/gm,
  )
  return [...found].map(([, type, from, dynamic]) => ({
    file,
    from: path.posix.normalize(path.posix.join(path.posix.dirname(file), from ?? dynamic ?? '')),
    isType: type !== undefined,
  }))
}

function againstTable({ file, from, isType }: Import, table: ReturnType<typeof readTable>): string[] {
  const [room, imported] = [roomOf(file), roomOf(from)]
  const allowed = table.get(room)
  if (!allowed) return [`${file}: the table has no room “${room}”`]
  if (allowed === 'everything' || room === imported || allowed.rooms.has(imported)) return []
  if (isType && allowed.typesOnly.has(imported)) return []
  return [`${file} imports ${from}`]
}

test('every file imports only what the table of rooms allows', () => {
  const table = readTable()
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'], {
    cwd: project,
    encoding: 'utf8',
  })
  const sources = files.split('\n').filter(file => file && !/^(prisma\.config\.ts|.*\.d\.ts)$/.test(file))

  const wrong = sources.flatMap(importsOf).flatMap(found => againstTable(found, table))

  assert.ok(table.size >= 18, 'the table was read')
  assert.ok(sources.length > 100, 'the sources were found')
  assert.deepEqual(wrong, [])
})

test('an import against the table would be noticed', () => {
  const table = readTable()
  const wrong = againstTable({ file: 'delivery/schema.ts', from: 'lists/article.ts', isType: false }, table)
  const valueOfTypesOnly = againstTable(
    { file: 'delivery/schema.ts', from: 'publication/content.ts', isType: false },
    table,
  )

  assert.deepEqual([wrong.length, valueOfTypesOnly.length], [1, 1])
})
