import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import ts from 'typescript'
import { sentenceOfKeystone } from '../../server/keystone-sentences.ts'

const project = path.resolve(import.meta.dirname, '../..')

/** The rooms that stand between an editor and what they asked for. */
const rooms = ['access.ts', 'workflow', 'lists', 'desk', 'preview', 'sign-in', 'images', 'publication', 'server']

/** Heard by programs and operators alone: shapes of queries, addresses of pictures, health, what is our own fault. */
const notForEditors = new Set([
  'images/picture-address.ts',
  'images/picture-storage.ts',
  'publication/canonical-json.ts',
  'publication/clear-delivery.ts',
  'server/assert-input.ts',
  'server/bound-lists.ts',
  'server/limit-queries.ts',
  'server/weigh-query.ts',
  'server/readiness-checks.ts',
  'server/health.ts',
])

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...rooms], {
  cwd: project,
  encoding: 'utf8',
})
  .split('\n')
  .filter(file => /\.tsx?$/.test(file))

const read = (file: string) => readFileSync(path.join(project, file), 'utf8')

test('no refusal that an editor may meet is in English alone', () => {
  const inEnglishAlone = files.filter(file => !notForEditors.has(file) && read(file).includes('new NewsroomError('))

  assert.ok(files.filter(file => read(file).includes('new Refusal(')).length > 40, 'the refusals were found')
  assert.deepEqual(inEnglishAlone, [])
})

test('every sentence says the same things in both languages, in the quotation marks of each', () => {
  const sentences = files.flatMap(sentencesIn)

  const isSame = ({ en, fr }: Pair) => /\p{L}/u.test(en.text) && en.text === fr.text
  const wrong = sentences.filter(pair => isSame(pair) || /[“”]/.test(pair.fr.text) || /[«»]/.test(pair.en.text))
  // A role or a label that is only said in English would still leave the story and the numbers.
  const named = ({ parts }: Said) =>
    parts.filter(part => /headline|count|length|limit|name$|number|version/i.test(part))
  const silent = sentences.filter(({ en, fr }) => named(en).some(part => !fr.parts.includes(part)))

  assert.ok(sentences.length > 120, `${sentences.length} sentences were found`)
  assert.deepEqual(wrong, [])
  assert.deepEqual(silent, [])
})

test('what Keystone refuses is said in French, with the field that it is about', () => {
  const refused = 'You provided invalid data for this operation.\n  - Article.headline: value must not be empty'

  const { en, fr } = sentenceOfKeystone(refused)

  assert.deepEqual([en, fr], [refused, 'Une valeur ne convient pas :\n  - Article.headline : à remplir.'])
  assert.equal(
    sentenceOfKeystone('You cannot update that Tag - it may not exist').fr,
    'Vous ne pouvez pas modifier cela (Tag), ou cela n’existe pas.',
  )
})

test('every explanation of our own that a field gives has its French', () => {
  const explanations = files.flatMap(file =>
    [...read(file).matchAll(/explanation: '([^']+)'/g)].map(([, explanation = '']) => explanation),
  )

  assert.ok(explanations.length >= 5)
  assert.deepEqual(
    explanations.filter(explanation => sentenceOfKeystone(explanation).fr === explanation),
    [],
  )
})

type Said = { text: string; parts: string[] }
type Pair = { file: string; en: Said; fr: Said }

/** `{ en: …, fr: … }` as the sources write it: its words, and what it puts between them. */
function sentencesIn(file: string): Pair[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true)
  const found: Pair[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const [en, fr] = ['en', 'fr'].map(language => valueOf(node, language))
      if (en && fr) found.push({ file, en, fr })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function valueOf(node: ts.ObjectLiteralExpression, name: string): Said | undefined {
  const property = node.properties.find(each => each.name?.getText() === name)
  if (!property || !ts.isPropertyAssignment(property)) return undefined
  const parts: string[] = []
  const words: string[] = []
  const visit = (part: ts.Node): void => {
    if (ts.isTemplateSpan(part)) parts.push(part.expression.getText())
    if (ts.isStringLiteral(part) || ts.isTemplateLiteralToken(part)) words.push(part.text)
    ts.forEachChild(part, visit)
  }
  visit(property.initializer)
  return { text: words.join('…'), parts }
}
