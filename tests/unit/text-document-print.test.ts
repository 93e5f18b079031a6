import assert from 'node:assert/strict'
import test from 'node:test'
import {
  linkRelatedHeadlines,
  parseTextDocument,
  printTextDocument,
  readDocumentSource,
  type PrintableArticle,
  type PrintableSection,
} from '../../seed/text-document.ts'
import { bytesOf, refusalOf, storyOf } from './build-text-documents.ts'

const plainStory: PrintableArticle = {
  headline: 'Titre',
  imageCaption: null,
  pictureCaption: null,
  relatedArticles: [],
  sections: [{ heading: null, paragraphs: ['Chapeau.'] }],
}

const print = (article: Partial<PrintableArticle>) => textOf(printTextDocument({ ...plainStory, ...article }, null))
const reasonFor = (sections: PrintableSection[]) => {
  const refusal = refusalOf(() => print({ sections }))
  assert.equal(refusal.code, 'NOT_EXPRESSIBLE')
  return String(refusal.extensions.reasons)
}

test('a story written here prints as UTF-8 with LF, a last newline and its reading time', () => {
  const text = print({
    imageCaption: 'Légende',
    relatedArticles: [{ id: 'a', headline: 'Autre titre' }],
    sections: [
      ...plainStory.sections,
      { heading: 'Intertitre', paragraphs: ['Un vers\net l’autre', 'mot '.repeat(195) + '.'] },
    ],
  })

  assert.equal(
    text,
    `Légende\nTitre\nArticles similaires\nAutre titre\n\nTitre\n\n\u00a02\u00a0minutes\n\nChapeau.\n\nIntertitre\n\n` +
      `Un vers\net l’autre\n\n${'mot '.repeat(195)}.\n`,
  )
})

test('the picture’s own caption is printed when there is none for this use', () => {
  assert.match(print({ imageCaption: '', pictureCaption: 'De la photo' }), /^De la photo\nTitre\n\n/)
  assert.match(print({ imageCaption: 'D’ici', pictureCaption: 'De la photo' }), /^D’ici\nTitre\n\n/)
})

test('the byte order mark, line ends, list title and wrong reading time of an import come back as they were', () => {
  const bytes = bytesOf('\ufeffTitre\r\nArticles similaires\r\n\r\nTitre\r\n\r\n 99 minutes\r\n\r\nUn.\r\nDeux.\r\n')
  const document = parseTextDocument(bytes)

  const printed = printTextDocument(storyOf(document), document.source)

  assert.deepEqual(printed, bytes)
})

test('an import that was edited prints in the canonical form, and edited back it is the same bytes again', () => {
  const bytes = bytesOf('\ufeffTitre\r\n\r\nTitre\r\n\r\nUn.')
  const { source, ...document } = parseTextDocument(bytes)

  const edited = printTextDocument({ ...storyOf({ ...document, source }), headline: 'Nouveau titre' }, source)
  const editedBack = printTextDocument(storyOf({ ...document, source }), source)

  assert.equal(textOf(edited), 'Nouveau titre\n\nNouveau titre\n\n\u00a01\u00a0minute\n\nUn.\n')
  assert.deepEqual(editedBack, bytes)
})

test('a caption written for an import without one is printed', () => {
  const bytes = bytesOf('Titre\n\nTitre\n\nUn.')
  const document = parseTextDocument(bytes)

  const withPicture = printTextDocument({ ...storyOf(document), pictureCaption: 'De la photo' }, document.source)
  const withCaption = printTextDocument({ ...storyOf(document), imageCaption: 'D’ici' }, document.source)

  assert.deepEqual(withPicture, bytes)
  assert.match(textOf(withCaption), /^D’ici\nTitre\n/)
})

test('an import’s caption may be kept with the story or with its picture', () => {
  const bytes = bytesOf('Légende\nTitre\n\nTitre\n\nUn.')
  const document = parseTextDocument(bytes)
  const atPicture = { ...storyOf(document), imageCaption: '', pictureCaption: document.caption }

  assert.deepEqual(printTextDocument(storyOf(document), document.source), bytes)
  assert.deepEqual(printTextDocument(atPicture, document.source), bytes)
})

test('an import whose section was split in two is not taken for the unedited one', () => {
  const { source } = parseTextDocument(bytesOf('Titre\n\nTitre\n\nUn.\n\nDeux.'))
  const sections = [
    { heading: null, paragraphs: ['Un.'] },
    { heading: null, paragraphs: ['Deux.'] },
  ]

  const refusal = refusalOf(() => printTextDocument({ ...plainStory, sections }, source))

  assert.match(refusal.message, /section 2: there is no heading/)
})

test('a heading that only the sidecar made one comes back unedited, and is not expressible once the story changed', () => {
  const bytes = bytesOf('Titre\n\nTitre\n\nEt alors ?\n\nUn.')
  const document = parseTextDocument(bytes, { headings: [5] })
  const story = storyOf(document)

  const printed = printTextDocument(story, document.source)
  const refusal = refusalOf(() => printTextDocument({ ...story, headline: 'Autre' }, document.source))

  assert.deepEqual(printed, bytes)
  assert.match(
    refusal.message,
    /^“Autre” cannot be written as plain text: section 1: the heading “Et alors \?” ends as/,
  )
})

test('related headlines keep their letter while nobody relinks them, whether they are stories of ours or not', () => {
  const bytes = bytesOf('Titre\nArticles similaires\nInconnu\nConnu\n\nTitre\n\nUn.')
  const document = parseTextDocument(bytes)
  const source = linkRelatedHeadlines(document.source, new Map([['Connu', 'id-1']]))
  const renamed = { id: 'id-1', headline: 'Connu, et renommé' }
  const story = { ...storyOf(document), relatedArticles: [renamed] }

  const unedited = printTextDocument(story, source)
  const edited = printTextDocument({ ...story, headline: 'Autre' }, source)
  const relinked = printTextDocument({ ...story, relatedArticles: [{ id: 'id-2', headline: 'Neuf' }, renamed] }, source)
  const added = printTextDocument({ ...story, relatedArticles: [renamed, { id: 'id-2', headline: 'Neuf' }] }, source)
  const unlinked = printTextDocument({ ...story, relatedArticles: [] }, source)

  assert.deepEqual(unedited, bytes)
  assert.match(textOf(edited), /^Autre\nArticles similaires\nInconnu\nConnu, et renommé\n\n/)
  assert.match(textOf(relinked), /^Titre\nArticles similaires\nNeuf\nConnu, et renommé\nInconnu\n\n/)
  assert.match(textOf(added), /^Titre\nArticles similaires\nConnu, et renommé\nNeuf\nInconnu\n\n/)
  assert.match(textOf(unlinked), /^Titre\nArticles similaires\nInconnu\n\n/)
})

test('what is kept of a document is read back from the database, and nothing else is taken for it', () => {
  const { source } = parseTextDocument(bytesOf('Titre\nArticles similaires\nAutre\n\nTitre\n\nEt ?\n\nUn.'), {
    headings: [7],
  })

  const stored: unknown = JSON.parse(JSON.stringify(source))

  assert.deepEqual(readDocumentSource(stored), source)
  assert.equal(readDocumentSource(null), null)
  assert.equal(refusalOf(() => readDocumentSource({ ...source, format: 2 })).code, 'INTERNAL')
})

test('what plain text cannot carry is named, all of it at once', () => {
  const reasons = reasonFor([
    {
      heading: 'Intertitre',
      hasImage: true,
      document: [
        { type: 'paragraph', children: [{ text: 'Un ' }, { text: 'mot', bold: true }, { text: '.' }] },
        {
          type: 'paragraph',
          children: [{ text: '' }, { type: 'link', href: 'https://x.test', children: [{ text: 'là' }] }],
        },
        { type: 'unordered-list', children: [] },
        { type: 'blockquote', children: [] },
        { type: 'paragraph', textAlign: 'center', children: [{ text: 'Milieu.' }] },
      ],
    },
  ])

  assert.deepEqual(reasons.split(',section').length, 6)
  assert.match(reasons, /section 1 \(“Intertitre”\) has a picture/)
  assert.match(reasons, /paragraph 1 has bold text/)
  assert.match(reasons, /paragraph 2 has a link/)
  assert.match(reasons, /paragraph 3 has a list/)
  assert.match(reasons, /paragraph 4 has a quote/)
  assert.match(reasons, /paragraph 5 has alignment/)
})

test('text that would be read as something else is named with its section and paragraph', () => {
  const fine = { heading: null, paragraphs: ['Un.'] }

  assert.match(
    reasonFor([{ heading: null, paragraphs: ['Sans point', 'Fin.'] }]),
    /section 1: .*“Sans point”.*as a heading/,
  )
  assert.match(reasonFor([fine, { heading: 'Fin.', paragraphs: ['Deux.'] }]), /section 2: the heading “Fin\.” ends as/)
  assert.match(reasonFor([fine, { heading: 'a\nb', paragraphs: ['Deux.'] }]), /section 2: .*several lines/)
  assert.match(reasonFor([fine, { heading: 'Rien après', paragraphs: [] }]), /section 2: .*nothing after it/)
  assert.match(reasonFor([fine, { heading: '', paragraphs: ['Deux.'] }]), /section 2: there is no heading/)
  assert.match(reasonFor([{ heading: null, paragraphs: [] }, fine]), /section 2: there is no heading/)
  assert.match(
    reasonFor([
      { heading: null, paragraphs: [] },
      { heading: 'A', paragraphs: ['B.'] },
    ]),
    /section 1: .*neither/,
  )
  assert.match(reasonFor([{ heading: null, paragraphs: ['Un.\n\nDeux.'] }]), /section 1: .*empty line in it/)
  assert.match(
    reasonFor([{ heading: null, paragraphs: ['Un.', '', 'Deux.'] }]),
    /^section 1, paragraph 2: an empty line/,
  )
  assert.match(reasonFor([{ heading: null, paragraphs: ['Un.', 'De\tux.'] }]), /^section 1, paragraph 2: .*U\+0009/)
  assert.match(reasonFor([{ heading: null, paragraphs: ['\ud83d.'] }]), /section 1: .*another text/)
  assert.match(reasonFor([]), /without a body/)
})

test('a caption that is the headline again, and a headline of two lines, are not expressible', () => {
  const refusalFor = (article: Partial<PrintableArticle>) => refusalOf(() => print(article)).message

  assert.match(refusalFor({ imageCaption: 'Titre' }), /Articles similaires/)
  assert.match(refusalFor({ imageCaption: 'Articles similaires', headline: 'Articles similaires' }), /the caption/)
  assert.match(refusalFor({ headline: 'Deux\nlignes' }), /the headline/)
  assert.match(refusalFor({ headline: '' }), /the headline: an empty line/)
  assert.match(refusalFor({ relatedArticles: [{ id: 'a', headline: '' }] }), /the related headlines/)
})

test('a section whose text is empty prints as a heading followed by the next', () => {
  const emptyBody = [{ type: 'paragraph', children: [{ text: '' }] }]

  const text = print({
    sections: [
      { heading: 'Un', document: emptyBody },
      { heading: 'Deux', paragraphs: ['Fin.'] },
    ],
  })

  assert.match(text, /\n\nUn\n\nDeux\n\nFin\.\n$/)
})

function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
