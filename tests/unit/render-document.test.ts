import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseFragment, serialize, type DefaultTreeAdapterTypes } from 'parse5'
import { releaseUnsafeLinks } from '../../publication/release-unsafe-links.ts'
import { renderDocument } from '../../publication/render-document.ts'
import { paragraphs } from '../build-snapshot.ts'

const line = (type: string, ...texts: string[]) => ({ type, children: texts.map(text => ({ text })) })
const within = (type: string, ...children: unknown[]) => ({ type, children })
const linkTo = (href: unknown, text = 'ici') => within('paragraph', { type: 'link', href, children: [{ text }] })

test('paragraphs come as written, with one empty line between them', () => {
  const document = paragraphs('« Réintégration » : 120 000 personnes.', ' Et l’exode ? ')

  const { html, text } = renderDocument(document)

  assert.equal(text, '« Réintégration » : 120 000 personnes.\n\n Et l’exode ? ')
  assert.equal(html, '<p>« Réintégration » : 120 000 personnes.</p><p> Et l’exode ? </p>')
})

test('every mark has its tag, and marks may overlap', () => {
  const marked = [
    { text: 'gras', bold: true },
    { text: 'les deux', bold: true, italic: true },
    { text: 'u', underline: true },
    { text: 's', strikethrough: true },
    { text: '2', superscript: true },
    { text: '3', subscript: true },
    { text: 'c', code: true },
    { text: 'k', keyboard: true },
  ]

  const { html } = renderDocument([within('paragraph', ...marked)])

  assert.equal(
    html,
    '<p><strong>gras</strong><strong><em>les deux</em></strong><u>u</u><s>s</s><sup>2</sup><sub>3</sub><code>c</code><kbd>k</kbd></p>',
  )
})

test('a link leads to web and mail addresses', () => {
  const document = [linkTo('https://example.org/?a=1&b="2"'), linkTo('mailto:desk@example.org')]

  const { html } = renderDocument(document)

  assert.equal(
    html,
    '<p><a href="https://example.org/?a=1&amp;b=%222%22" rel="noopener">ici</a></p>' +
      '<p><a href="mailto:desk@example.org" rel="noopener">ici</a></p>',
  )
})

for (const href of [
  'javascript:alert(1)',
  ' java\nscript:alert(1)',
  'data:text/html,x',
  'ftp://example.org',
  'https://example.org"onclick="alert(1)/',
  '/ailleurs',
  '',
  null,
]) {
  test(`a link to ${JSON.stringify(href)} is its text alone, in the document as in the HTML`, () => {
    const document = [linkTo(href)]

    const { html } = renderDocument(document)

    assert.equal(html, '<p>ici</p>')
    assert.deepEqual(releaseUnsafeLinks(document), paragraphs('ici'))
  })
}

test('a link of the document has the address that it has in the html', () => {
  const [paragraph] = releaseUnsafeLinks([linkTo('https:example.org/a b"onclick="x')])

  assert.deepEqual(paragraph, linkTo('https://example.org/a%20b%22onclick=%22x'))
})

test('a link keeps its marks inside, and two links side by side stay two', () => {
  const link = (...children: unknown[]) => ({ type: 'link', href: 'https://example.org/', children })
  const document = [
    within('paragraph', { text: '' }, link({ text: 'a' }, { text: 'b', bold: true }), link({ text: 'c' })),
  ]

  const { html } = renderDocument(document)

  const start = '<a href="https://example.org/" rel="noopener">'
  assert.equal(html, `<p>${start}a<strong>b</strong></a>${start}c</a></p>`)
})

test('a list has a line for each item, nested ones too', () => {
  const inner = within('ordered-list', within('list-item', line('list-item-content', 'deux')))
  const list = within(
    'unordered-list',
    within('list-item', line('list-item-content', 'un'), inner),
    within('list-item', line('list-item-content', 'trois')),
  )

  const { html, text } = renderDocument([...paragraphs('Avant'), list, ...paragraphs('Après')])

  assert.equal(html, '<p>Avant</p><ul><li>un<ol><li>deux</li></ol></li><li>trois</li></ul><p>Après</p>')
  assert.equal(text, 'Avant\n\nun\ndeux\ntrois\n\nAprès')
})

test('quotes, headings, code, dividers and layouts have their place', () => {
  const document = [
    { ...line('heading', 'Titre'), level: 1 },
    { ...line('heading', 'Sous-titre'), level: 3, textAlign: 'center' },
    within('blockquote', ...paragraphs('Une', 'Deux')),
    line('divider', ''),
    line('code', 'a < b\nc'),
    within('layout', within('layout-area', ...paragraphs('gauche')), within('layout-area', ...paragraphs('droite'))),
  ]

  const { html, text } = renderDocument(document)

  assert.equal(
    html,
    '<h2>Titre</h2><h3>Sous-titre</h3><blockquote><p>Une</p><p>Deux</p></blockquote><hr>' +
      '<pre><code>a &lt; b\nc</code></pre><p>gauche</p><p>droite</p>',
  )
  assert.equal(text, 'Titre\n\nSous-titre\n\nUne\n\nDeux\n\na < b\nc\n\ngauche\n\ndroite')
})

test('a soft break is a break in HTML and a new line in the text', () => {
  const { html, text } = renderDocument(paragraphs('une\ndeux'))

  assert.equal(html, '<p>une<br>deux</p>')
  assert.equal(text, 'une\ndeux')
})

test('the empty paragraph that the editor leaves at the end is not published', () => {
  assert.deepEqual(renderDocument(paragraphs('Fin.', '')), { html: '<p>Fin.</p>', text: 'Fin.' })
})

test('what nobody knows keeps its words', () => {
  const document = [
    {
      type: 'component-block',
      component: 'x',
      props: { html: '<b>' },
      children: [line('component-inline-prop', 'légende')],
    },
    within('paragraph', { text: 'avec ' }, within('mention', { text: 'Camille' })),
    within('paragraph', { type: 'relationship', data: { id: '1', label: 'l’étiquette' }, children: [{ text: '' }] }),
    within('encadré', { text: 'mot' }, within('paragraph', { text: 'suite' })),
  ]

  const { html, text } = renderDocument(document)

  assert.equal(html, '<p>légende</p><p>avec Camille</p><p>l’étiquette</p><p>mot</p><p>suite</p>')
  assert.equal(text, 'légende\n\navec Camille\n\nl’étiquette\n\nmot\n\nsuite')
})

for (const nothing of [null, undefined, 'text', {}, [null, 3, 'x', {}, { type: 'paragraph' }]]) {
  test(`${JSON.stringify(nothing) ?? 'nothing'} is no text`, () => {
    assert.deepEqual(renderDocument(nothing), { html: '', text: '' })
  })
}

test('whatever is nested into whatever, no letter is lost, added or moved', () => {
  fc.assert(
    fc.property(anyDocument, document => {
      const { text } = renderDocument(document)

      assert.equal(withoutBreaks(text), withoutBreaks(lettersOf(document)))
    }),
  )
})

test('whatever is nested into whatever, the HTML is well-formed and says what the text says', () => {
  fc.assert(
    fc.property(anyDocument, document => {
      const { html, text } = renderDocument(document)

      const tree = parseFragment(html)
      assert.equal(withoutBreaks(readTree(tree)), withoutBreaks(text))
      // The parser mends what is wrong: what it need not mend is right.
      assert.equal(openedBy(html), openedBy(serialize(tree)))
    }),
  )
})

test('whatever is nested into whatever, the HTML holds allowed tags and safe addresses alone', () => {
  fc.assert(
    fc.property(anyDocument, document => {
      for (const element of elementsOf(parseFragment(renderDocument(document).html))) assertSafe(element)
    }),
  )
})

const allowedTags = new Set(
  'p strong em u s sup sub code kbd pre a ul ol li blockquote h2 h3 h4 h5 h6 hr br'.split(' '),
)

function assertSafe(element: DefaultTreeAdapterTypes.Element): void {
  assert.ok(allowedTags.has(element.tagName), element.tagName)
  const attributes = Object.fromEntries(element.attrs.map(({ name, value }) => [name, value]))
  const { href, ...others } = attributes
  assert.deepEqual(others, element.tagName === 'a' ? { rel: 'noopener' } : {})
  if (element.tagName === 'a') assert.match(href ?? '', /^(https?:|mailto:)/)
}

type Tree = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.ParentNode

function elementsOf(tree: Tree): DefaultTreeAdapterTypes.Element[] {
  const inside = 'childNodes' in tree ? tree.childNodes.flatMap(elementsOf) : []
  return 'tagName' in tree ? [tree, ...inside] : inside
}

function readTree(tree: Tree): string {
  if ('value' in tree) return tree.value
  return 'childNodes' in tree ? tree.childNodes.map(readTree).join('') : ''
}

function openedBy(html: string): string {
  return (html.match(/<\/?[a-z0-9]+/g) ?? []).join('')
}

function withoutBreaks(text: string): string {
  return text.replace(/[\r\n]/g, '')
}

function lettersOf(nodes: unknown): string {
  if (!Array.isArray(nodes)) return ''
  return nodes
    .map(node => (typeof node.text === 'string' ? node.text : labelOf(node) + lettersOf(node.children)))
    .join('')
}

function labelOf(node: { type?: unknown; data?: { label?: string } }): string {
  return node.type === 'relationship' ? (node.data?.label ?? '') : ''
}

const letters = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('<script>alert(1)</script>', '&lt;', '"\'>', 'javascript:x', '\u00a0 ?', '\n', '\r\n', ' '),
)
const address = fc.oneof(
  fc.webUrl(),
  fc.constantFrom(
    'javascript:alert(1)',
    'JAVASCRIPT:x',
    ' javascript:x',
    'data:text/html,<b>',
    'https://"onclick=x',
    'mailto:a@b',
    7,
  ),
)
const markNames = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'code',
  'superscript',
  'subscript',
  'keyboard',
  'insertMenu',
]
const textBlocks = ['paragraph', 'heading', 'code', 'list-item-content', 'component-inline-prop', 'script']
const containers = ['blockquote', 'divider', 'ordered-list', 'unordered-list', 'list-item', 'layout', 'layout-area']
const blockNames = [...textBlocks, ...containers, 'component-block', 'component-block-prop']

const { anyDocument } = fc.letrec(tie => ({
  text: fc
    .tuple(letters, fc.subarray(markNames))
    .map(([text, names]) => ({ text, ...Object.fromEntries(names.map(name => [name, true])) })),
  link: fc.record({ type: fc.constant('link'), href: address, children: tie('anyDocument') }),
  relationship: fc.record({
    type: fc.constant('relationship'),
    data: fc.option(fc.record({ id: fc.string(), label: letters })),
    children: tie('anyDocument'),
  }),
  block: fc.record({
    type: fc.constantFrom(...blockNames),
    level: fc.integer({ min: 0, max: 7 }),
    children: tie('anyDocument'),
  }),
  anyDocument: fc.array(
    fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      tie('text'),
      tie('block'),
      tie('link'),
      tie('relationship'),
    ),
    { maxLength: 4, depthIdentifier: 'document' },
  ),
}))
