import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import { countWords, readingMinutes } from '../../publication/reading-time.ts'
import { parseTextDocument, printTextDocument } from '../../seed/text-document.ts'
import { bytesOf, refusalOf, storyOf } from './build-text-documents.ts'

const seedArticle = readFileSync(
  new URL('../../seed/articles/pourparlers-azerbaidjan-haut-karabakh.txt', import.meta.url),
)

test('the first article has six sections of eight paragraphs, as its author laid them out', () => {
  const document = parseTextDocument(seedArticle)

  assert.equal(document.caption, 'Photo non contractuelle')
  assert.match(document.headline, /^Pourparlers cruciaux entre l'Azerbaïdjan .* 120 000 personnes \?$/)
  assert.deepEqual(document.relatedHeadlines, [])
  assert.equal(document.readingMinutesLine, '\u00a03\u00a0minutes')
  assert.deepEqual(
    document.sections.map(({ heading, paragraphs }) => [heading?.slice(0, 22), paragraphs.length]),
    [
      ['Ouverture des pourparl', 1],
      ['Une victoire militaire', 2],
      ['Les discussions en cou', 2],
      ['Tensions à Stepanakert', 1],
      ['L’Azerbaïdjan privilég', 1],
      ['Evacuation en masse du', 1],
    ],
  )
})

test('the first article has 527 words, which take the three minutes that it states', () => {
  const { sections } = parseTextDocument(seedArticle)

  const words = countWords(sections.flatMap(({ heading, paragraphs }) => [heading ?? '', ...paragraphs]))

  assert.equal(words, 527)
  assert.equal(readingMinutes(words), 3)
})

test('the first article comes back byte for byte', () => {
  const document = parseTextDocument(seedArticle)

  const printed = printTextDocument(storyOf(document), document.source)

  assert.ok(seedArticle.equals(printed))
})

test('line 1 is a caption if, and only if, it differs from the headline repeated below', () => {
  const read = (head: string) => parseTextDocument(bytesOf(`${head}\n\nTitre\n\nTexte.`))

  assert.equal(read('Titre').caption, null)
  assert.equal(read('Légende\nTitre').caption, 'Légende')
  assert.equal(read('Articles similaires\nTitre').caption, 'Articles similaires')
  assert.deepEqual(read('Titre\nArticles similaires\nTitre\nAutre').relatedHeadlines, ['Titre', 'Autre'])
  assert.equal(read('Titre\nArticles similaires\nTitre').caption, null)
})

test('a headline that reads “Articles similaires” is a headline', () => {
  const document = parseTextDocument(
    bytesOf('Articles similaires\nArticles similaires\n\nArticles similaires\n\nTexte.'),
  )

  assert.equal(document.headline, 'Articles similaires')
  assert.equal(document.caption, null)
  assert.deepEqual(document.relatedHeadlines, [])
})

test('a single line is a heading unless it ends as a sentence does, has a second line, or comes last', () => {
  const endings = ['.', '!', '?', '…', ':', ';', '»', '”', '"', ')', '. ', '.\u00a0']
  const body = [
    'Un intertitre',
    'Un autre',
    'Deux\nlignes',
    ...endings.map(end => `Une phrase${end}`),
    'La dernière ligne',
  ]

  const { sections } = parseTextDocument(bytesOf(`Titre\n\nTitre\n\n${body.join('\n\n')}`))

  assert.deepEqual(sections, [
    { heading: 'Un intertitre', paragraphs: [] },
    { heading: 'Un autre', paragraphs: body.slice(2) },
  ])
})

test('text before the first heading is a section without heading', () => {
  const { sections } = parseTextDocument(bytesOf('Titre\n\nTitre\n\nChapeau.\n\nIntertitre\n\nTexte.'))

  assert.deepEqual(sections, [
    { heading: null, paragraphs: ['Chapeau.'] },
    { heading: 'Intertitre', paragraphs: ['Texte.'] },
  ])
})

test('the sidecar decides where the rule for headings is wrong, and the rule holds elsewhere', () => {
  const bytes = bytesOf(
    'Titre\n\nTitre\n\nEt maintenant ?\n\nTexte.\n\nUn vers sans point\n\nIntertitre\n\nFin.\n\nAdieu',
  )

  const { sections } = parseTextDocument(bytes, { headings: [5], paragraphs: [9] })

  assert.deepEqual(sections, [
    { heading: 'Et maintenant ?', paragraphs: ['Texte.', 'Un vers sans point'] },
    { heading: 'Intertitre', paragraphs: ['Fin.', 'Adieu'] },
  ])
})

test('the reading time is the line after the headline, whatever its spaces, unless the sidecar calls it a heading', () => {
  const bytes = bytesOf('Titre\n\nTitre\n\n3 minutes\n\nTexte.')

  const byRule = parseTextDocument(bytes)
  const bySidecar = parseTextDocument(bytes, { headings: [5] })

  assert.equal(byRule.readingMinutesLine, '3 minutes')
  assert.deepEqual(byRule.sections, [{ heading: null, paragraphs: ['Texte.'] }])
  assert.equal(bySidecar.readingMinutesLine, null)
  assert.deepEqual(bySidecar.sections, [{ heading: '3 minutes', paragraphs: ['Texte.'] }])
})

const head = 'Titre\n\nTitre\n\n'
const refused: [what: string, document: string | Uint8Array, line: number, reason: RegExp][] = [
  ['an empty file', '', 1, /empty/],
  ['an empty line and nothing else', '\n', 1, /empty line/],
  ['a headline that is never repeated', 'Titre', 1, /not repeated/],
  ['another text where the headline should be repeated', 'Titre\n\nTexte.\n\nTexte.', 3, /not repeated/],
  ['a headline repeated with another apostrophe', "L’an\n\nL'an\n\nTexte.", 3, /look alike/],
  ['a headline repeated with decomposed accents', 'É\u0301té\n\nÉ\u0301te\u0301\n\nTexte.', 3, /look alike/],
  ['a caption above nothing', 'Légende\n\nTitre\n\nTexte.', 3, /not repeated/],
  ['a caption that is the headline', 'Titre\nTitre\n\nTitre\n\nTexte.', 2, /Articles similaires/],
  ['related headlines without their title', 'Titre\nAutre\n\nTitre\n\nTexte.', 2, /Articles similaires/],
  ['a second line under the repeated headline', 'Titre\n\nTitre\nTexte.', 4, /empty line must follow/],
  ['having no body', 'Titre\n\nTitre\n', 3, /without a body/],
  ['a reading time and nothing after it', `${head}3 minutes`, 5, /without a body/],
  ['an empty line at the start', `\n${head}Texte.`, 1, /empty line too many/],
  ['two empty lines', `${head}Un.\n\n\nDeux.`, 7, /empty line too many/],
  ['an empty line at the end', `${head}Un.\n\n`, 6, /ends with an empty line/],
  ['a line of no-break spaces', `${head}Un.\n\u00a0\u00a0\nDeux.`, 6, /looks empty/],
  ['a NUL', `${head}Un.\n\nDe\0ux.`, 7, /U\+0000/],
  ['a tab', `${head}\tUn.`, 5, /U\+0009/],
  ['a C1 control character', `${head}Un.\u0085`, 5, /U\+0085/],
  ['a line separator that no editor shows', `${head}Un.\u2028Deux.`, 5, /U\+2028/],
  ['a byte order mark inside the text', `${head}\ufeffUn.`, 5, /U\+FEFF/],
  ['two byte order marks', `\ufeff\ufeff${head}Un.`, 1, /U\+FEFF/],
  ['an override of the reading direction', `${head}photo\u202egpj.`, 5, /U\+202E/],
  ['a direction left open', `${head}\u2067שלום.`, 5, /left open/],
  ['a direction closed that was not open', `${head}שלום\u2069.`, 5, /closes nothing/],
  ['a lone carriage return', `${head}Un.\rDeux.`, 5, /U\+000D/],
  ['mixed line ends, first LF', `${head}Un.\r\nDeux.`, 5, /mixed/],
  ['mixed line ends, first CRLF', 'Titre\r\n\r\nTitre\n\nTexte.', 3, /mixed/],
  ['bytes that are not UTF-8', Buffer.from(`${head}Un.\n\nL'\u00e9t\u00e9.`, 'latin1'), 7, /not UTF-8/],
  ['half an emoji', Buffer.from([...bytesOf(head), 0xed, 0xa0, 0xbd]), 5, /not UTF-8/],
  ['a headline of 301 characters', `${'a'.repeat(301)}\n\n${'a'.repeat(301)}\n\nTexte.`, 3, /at most 300/],
  ['a heading of 301 characters', `${head}${'a'.repeat(301)}\n\nTexte.`, 5, /at most 300/],
  ['a caption of 1,001 characters', `${'a'.repeat(1001)}\n${head}Texte.`, 1, /at most 1000/],
  [
    'a related headline of 301 characters',
    `Titre\nArticles similaires\n${'a'.repeat(301)}\n\nTitre\n\nUn.`,
    3,
    /at most 300/,
  ],
  [
    'a hundred and one related headlines',
    `Titre\nArticles similaires\n${'a\n'.repeat(101)}\nTitre\n\nUn.`,
    103,
    /at most 100/,
  ],
  ['a paragraph of 50,001 characters', `${head}${'a'.repeat(50_000)}.`, 5, /at most 50000/],
  ['201 sections', `${head}${'a\n\n'.repeat(201)}Un.`, 405, /at most 200 sections/],
  [
    'a section too long to be stored',
    `${head}Un\n\n${`${'a'.repeat(40_000)}.\n\n`.repeat(5)}Un.`,
    5,
    /at most 200000 characters/,
  ],
  [
    '5,001 paragraphs',
    `${head}A\n\n${`${'a.\n\n'.repeat(1_000)}A\n\n`.repeat(5)}Un.`,
    10_017,
    /at most 5000 paragraphs/,
  ],
  ['20,001 lines', `${head}${'a\n'.repeat(19_997)}`, 20_001, /at most 20000 lines/],
  ['a megabyte and one byte', `${head}${'a'.repeat(1_048_576 - head.length)}\n`, 5, /at most 1048576 bytes/],
]

for (const [what, document, line, reason] of refused) {
  test(`a document is refused for ${what}, naming line ${line}`, () => {
    const bytes = typeof document === 'string' ? bytesOf(document) : document

    const refusal = refusalOf(() => parseTextDocument(bytes, { fileName: 'pourparlers.txt' }))

    assert.equal(refusal.code, 'DOCUMENT_REFUSED')
    assert.match(refusal.message, new RegExp(`^pourparlers\\.txt, line ${line}: .*${reason.source}.*\\.$`))
    assert.equal(refusal.extensions.line, line)
  })
}

test('line numbers in a sidecar that fit nothing, or contradict each other, are refused', () => {
  const bytes = bytesOf(`${head}Un.\n\nDeux\nlignes.\n\nTrois.`)
  const decide = (decisions: { headings?: number[]; paragraphs?: number[] }) =>
    refusalOf(() => parseTextDocument(bytes, decisions)).message

  assert.match(decide({ headings: [1] }), /^document, line 1: .*not a block of one line in the body/)
  assert.match(decide({ headings: [6] }), /line 6: /)
  assert.match(decide({ headings: [7] }), /line 7: /)
  assert.match(decide({ paragraphs: [999] }), /line 999: /)
  assert.match(decide({ headings: [5], paragraphs: [5] }), /line 5: .*both a heading and a paragraph/)
  assert.match(refusalOf(() => parseTextDocument(bytesOf(`${head}Un.`), { headings: [5] })).message, /without a body/)
})

test('right-to-left text, with its marks and closed embeddings, is taken as it is', () => {
  const body = 'قال المتحدث: \u2067«لا»\u2069 ثم غادر\u200f.\n\nעברית \u202bכאן\u202c.'

  const { sections } = parseTextDocument(bytesOf(`${head}${body}`))

  assert.deepEqual(sections, [{ heading: null, paragraphs: body.split('\n\n') }])
})
