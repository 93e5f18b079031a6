import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { NewsroomError } from '../errors.ts'

/** In the order in which they run: what fails fastest first. */
export const parts = ['unit', 'api', 'browser'] as const

export type Part = (typeof parts)[number]
export type Selection = Readonly<{ part: Part; files: string[] }>

/**
 * Which test files to run, part by part: all of them, or those of the parts, folders and files that `words` name.
 * Listed here, since the runner of Node 20 does not know the patterns that later ones do.
 */
export function selectTests(words: string[]): Selection[] {
  const wanted = words.map(readWord)
  return parts
    .map(part => ({
      part,
      files: listTests(path.join('tests', part)).filter(
        file => wanted.length === 0 || wanted.some(place => file === place || file.startsWith(place + path.sep)),
      ),
    }))
    .filter(({ files }) => files.length > 0)
}

function readWord(word: string): string {
  const place = parts.find(part => part === word) ? path.join('tests', word) : path.normalize(word)
  const relative = path.relative('.', place)
  if (existsSync(relative) && (statSync(relative).isDirectory() || relative.endsWith('.test.ts'))) return relative
  throw new NewsroomError(
    'INVALID_INPUT',
    `“${word}” names no tests. Say a part (${parts.join(', ')}) or a file, for example: npm test -- unit`,
  )
}

/** All test files of the checkout, those that only `npm run prove` runs included. */
export const listTestFiles = (): string[] => listTests('tests')

function listTests(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.test.ts'))
    .map(file => path.join(folder, file))
    .sort()
}
