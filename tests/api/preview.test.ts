import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { defaultTreeAdapter as tree, parse, type DefaultTreeAdapterTypes } from 'parse5'
import { move, paragraphs, save, type Desk, type Story } from '../newsroom.ts'
import { startPreviews, type PreviewsUnderTest } from '../start-previews.ts'

let newsroom: PreviewsUnderTest
before(async () => {
  newsroom = await startPreviews()
})
after(() => newsroom.close())

const pageOf = async (story: Pick<Story, 'id'>, desk: Desk = newsroom.desks.editor, more = '') =>
  newsroom.get(`/preview/articles/${story.id}${more}`, { cookie: await newsroom.cookieOf(desk) })

/** The page as the form beside it asks for it. */
async function asTyped(desk: Desk, { id }: Pick<Story, 'id'>, data: Record<string, unknown>, revision?: number) {
  const { data: answered, refusal } = await desk.ask(
    `query ($id: ID!, $data: ArticleUpdateInput, $revision: Int) {
      previewArticle(where: { id: $id }, data: $data, revision: $revision)
    }`,
    { id, data: { version: 1, ...data }, revision },
  )
  return { html: (answered?.['previewArticle'] as unknown as string | undefined) ?? '', refusal }
}

const bodiesIn = (html: string) =>
  [...html.matchAll(/<div class="body" data-section="[^"]+">(.*?)<\/div>/gs)].map(([, body]) => body)

const withEverything = () => ({
  headline: 'L’été « le plus chaud » & ses suites',
  description: 'Deux lignes\nde chapô.',
  byline: 'Camille D’Aubigné',
  sections: [
    {
      heading: 'Ce que l’on sait',
      body: [
        {
          type: 'paragraph',
          children: [{ text: 'Un ' }, { text: 'mot', bold: true }, { text: ' & <puis>\nune ligne' }],
        },
        {
          type: 'paragraph',
          children: [{ type: 'link', href: 'https://example.org/?a=1&b=2', children: [{ text: 'un lien' }] }],
        },
        { type: 'blockquote', children: [{ type: 'paragraph', children: [{ text: 'Dit-il.' }] }] },
      ],
    },
    { heading: '', body: paragraphs('Sans intertitre.') },
  ],
})

test('a preview shows byte for byte what readers get once the story is published', async () => {
  const story = await newsroom.stories.approved(withEverything())
  const before = await pageOf(story)
  const pinned = await pageOf(story, newsroom.desks.editor, `/revisions/1`)

  await newsroom.desks.publisher.ask(...move('publish', story))

  const query = `{ article(id: "${story.id}") { headline description byline readingMinutes sections { heading html } } }`
  const answer = await newsroom.get(`/graphql?query=${encodeURIComponent(query)}`)
  const article = answer.body.data?.['article'] as Record<string, unknown> & { sections: { html: string }[] }
  const readers = article.sections.map(({ html }) => html)
  assert.deepEqual([bodiesIn(before.text), bodiesIn(pinned.text)], [readers, readers])
  assert.match(readers[0] ?? '', /<strong>mot<\/strong> &amp; &lt;puis&gt;<br>/)
  const page = textsIn(before.text)
  assert.deepEqual(
    [page('h1'), page('p', 'standfirst'), page('p', 'byline'), page('h2').slice(0, 1)],
    [[article['headline']], [article['description']], [article['byline']], ['Ce que l’on sait']],
  )
  assert.match(before.text, /1 minute de lecture/)
})

test('the banner says whether readers have the text, and which text it is', async () => {
  const story = await newsroom.stories.live()
  await newsroom.desks.editor.ask(...save(story, { description: 'Un autre chapô.' }))

  const banner = async (more: string) => textsIn((await pageOf(story, newsroom.desks.editor, more)).text)('aside')[0]

  assert.match((await banner('?language=en')) ?? '', /^Preview — not published\.The working copy/)
  assert.match((await banner('/revisions/1?language=fr')) ?? '', /^Aperçu — les lecteurs ont ce texte\.Révision 1\./)
  assert.match((await banner('/revisions/2?language=fr')) ?? '', /^Aperçu — non publié\.Révision 2\./)
})

test('what is typed is shown, and nothing of it is stored', async () => {
  const { desks, stories, context } = newsroom
  const story = await stories.draft({ headline: 'Tel que stocké' })
  const [picture, tag] = [await stories.image({ caption: 'Une autre image' }), await stories.tag('Un lieu de plus')]
  const rows = () =>
    Promise.all([
      context.prisma.article.findUnique({ where: { id: story.id }, include: { sections: true, tags: true } }),
      context.prisma.revision.count({ where: { articleId: story.id } }),
      context.prisma.auditEntry.count(),
    ])
  const before = await rows()

  const { html } = await asTyped(desks.author, story, {
    headline: 'Tel que tapé',
    sections: [{ heading: 'Nouveau', body: paragraphs('Une section de plus.') }],
    image: { connect: { id: picture } },
    imageCaption: 'Sa légende ici',
    tags: { connect: [{ id: tag }] },
  })

  const page = textsIn(html)
  assert.deepEqual(
    [page('h1'), page('h2')[0], bodiesIn(html)],
    [['Tel que tapé'], 'Nouveau', ['<p>Une section de plus.</p>']],
  )
  assert.match(html, /Sa légende ici/)
  assert.ok(page('li').includes('Un lieu de plus'))
  assert.match(page('aside')[0] ?? '', /not saved/)
  assert.deepEqual(await rows(), before)
})

test('removing the picture, a tag and all sections in the form takes them out of the page', async () => {
  const { desks, stories, context } = newsroom
  const story = await stories.draft()
  const tags = await context.prisma.tag.findMany({ where: { from_Article_tags: { some: { id: story.id } } } })

  const { html } = await asTyped(desks.author, story, {
    ...{ image: { disconnect: true }, sections: [] },
    tags: { disconnect: tags.map(({ id }) => ({ id })) },
  })

  assert.deepEqual([elementsIn(html).filter(({ tagName }) => tagName === 'img'), bodiesIn(html)], [[], []])
  assert.deepEqual(textsIn(html)('li'), [])
})

test('what no form sends is refused in words: too many sections, texts nested without end', async () => {
  const { desks, stories } = newsroom
  const story = await stories.draft()
  let nested: unknown = { text: 'x' }
  for (let depth = 0; depth < 2_000; depth += 1) nested = { type: 'paragraph', children: [nested] }

  const deep = await asTyped(desks.author, story, { sections: [{ body: [nested] }] })
  const many = await asTyped(desks.author, story, { sections: Array.from({ length: 201 }, () => ({ heading: 'x' })) })

  assert.deepEqual([deep.refusal?.code, many.refusal?.code], ['INVALID_INPUT', 'INVALID_INPUT'])
})

const hostile = [
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `</style><script>alert(1)</script>`,
  `</title><svg onload=alert(1)>`,
  `' autofocus onfocus='alert(1)`,
  `<!--<a href="javascript:alert(1)">x</a>-->`,
  `{{7*7}}\${7*7}`,
]

test('nothing that people type becomes markup, wherever it stands', async () => {
  const { desks, stories } = newsroom
  const links = ['javascript:alert(1)', 'data:text/html,<script>1</script>', ' JaVaScRiPt:alert(1)', 'vbscript:x']
  for (const attack of hostile) {
    const picture = await stories.image({ caption: attack, altText: attack, creditLine: attack })
    const tag = await stories.tag(`${attack} ${Math.random()}`)
    const story = await stories.draft({
      headline: attack,
      image: { connect: { id: picture } },
      tags: { connect: [{ id: tag }] },
    })
    const body = [
      ...paragraphs(attack),
      ...links.map(href => ({ type: 'paragraph', children: [{ type: 'link', href, children: [{ text: attack }] }] })),
    ]

    const { html } = await asTyped(desks.author, story, {
      ...{ headline: attack, description: attack, byline: attack, imageCaption: attack },
      sections: [{ id: attack, heading: attack, body, imageCaption: attack, image: { id: picture } }],
    })

    const elements = elementsIn(html)
    const known =
      /^(html|head|meta|base|title|style|body|aside|strong|span|main|article|header|h1|h2|p|div|time|figure|picture|img|figcaption|section|ul|li)$/
    assert.deepEqual(
      elements.filter(({ tagName }) => !known.test(tagName)).map(({ tagName }) => tagName),
      [],
      attack,
    )
    const attributes = elements.flatMap(({ attrs }) => attrs.map(({ name }) => name))
    assert.deepEqual(
      attributes.filter(name => /^on|^href$|^autofocus$|^style$/.test(name)),
      [],
      attack,
    )
    assert.equal(elements.filter(({ tagName }) => tagName === 'img').length, 2)
    assert.deepEqual(textsIn(html)('h1'), [attack])
  }
})

test('an Arabic story runs from the right, and our own words in it say that they are not Arabic', async () => {
  const story = await newsroom.stories.draft({ headline: 'محادثات حاسمة', language: 'ar-TN' })

  const { text } = await pageOf(story)

  const [html] = elementsIn(text)
  assert.deepEqual(html?.attrs, [
    { name: 'lang', value: 'ar-TN' },
    { name: 'dir', value: 'rtl' },
  ])
  assert.match(text, /<p lang="en" dir="ltr"><span><time/)
})

test('a killed picture is on no preview, and neither is the headline of a related story that is not live', async () => {
  const { desks, stories } = newsroom
  const picture = await stories.image()
  const [live, draft] = [
    await stories.live({ headline: 'Déjà en ligne' }),
    await stories.draft({ headline: 'Encore secret' }),
  ]
  const related = { connect: [{ id: draft.id }, { id: live.id }] }
  const story = await stories.draft({ image: { connect: { id: picture } }, relatedArticles: related })
  await desks.publisher.ask(`mutation ($id: ID!) { killImage(where: { id: $id }, reason: "Droits.") { id } }`, {
    id: picture,
  })

  const { text } = await pageOf(story)

  assert.doesNotMatch(text, /<img|Encore secret/)
  assert.match(text, /Déjà en ligne/)
})

test('the focal point of a picture stays in view where the page crops it', async () => {
  const picture = await newsroom.stories.image({ focalPointX: 0.25, focalPointY: 0.8 })
  const story = await newsroom.stories.draft({ image: { connect: { id: picture } } })

  const { text } = await pageOf(story)

  assert.match(text, /#picture-0\{object-position:25\.0% 80\.0%\}/)
  assert.match(text, /<img id="picture-0"/)
})

test('strangers get one answer for a story that exists and one that does not', async () => {
  const story = await newsroom.stories.draft({ headline: 'Que personne ne sait' })
  const paths = [`/preview/articles/${story.id}`, '/preview/articles/none', `/preview/articles/${story.id}/revisions/1`]

  const answers = await Promise.all(paths.map(path => newsroom.get(path)))
  const endedSession = await newsroom.get(paths[0] ?? '', { cookie: 'bouclage-session=' + 'x'.repeat(43) })

  assert.deepEqual(
    [...answers, endedSession].map(({ status }) => status),
    [401, 401, 401, 401],
  )
  assert.equal(new Set([...answers, endedSession].map(({ text }) => text)).size, 1)
  assert.doesNotMatch(answers[0]?.text ?? '', /Que personne/)
})

test('colleagues see the stories that they may read, and revisions only of those that are theirs to look back on', async () => {
  const { desks, stories } = newsroom
  const story = await stories.draft({ headline: 'D’une autre' })
  const trashed = await stories.draft()
  await desks.author.ask(...move('trash', trashed))

  const status = async (desk: Desk, of: Story, more = '') => (await pageOf(of, desk, more)).status

  assert.deepEqual(
    [
      await status(desks.otherAuthor, story),
      await status(desks.otherAuthor, story, '/revisions/1'),
      await status(desks.author, story, '/revisions/1'),
      await status(desks.editor, story, '/revisions/2'),
      await status(desks.editor, story, '/revisions/x'),
      await status(desks.otherAuthor, trashed),
      await status(desks.author, trashed),
    ],
    [200, 404, 200, 404, 404, 404, 200],
  )
  assert.equal((await asTyped(desks.otherAuthor, story, {}, 1)).refusal?.code, 'NOT_FOUND')
  assert.equal((await asTyped(desks.otherAuthor, trashed, {})).refusal?.code, 'NOT_FOUND')
})

test('an erased revision shows nothing but a sentence', async () => {
  const { desks, stories } = newsroom
  const story = await stories.draft({ headline: 'À effacer' })
  await desks.admin.ask(
    `mutation ($id: ID!, $version: Int!) { eraseArticle(where: { id: $id }, version: $version, legalBasis: "RGPD") { article { id } } }`,
    story,
  )

  const { status, text } = await pageOf(story, desks.editor, '/revisions/1')

  assert.equal(status, 409)
  assert.match(text, /erased/)
})

test('no cache keeps a preview, no search engine lists it, no other site shows it, and nothing in it runs', async () => {
  const story = await newsroom.stories.draft()

  const { headers } = await pageOf(story)

  assert.equal(headers['cache-control'], 'private, no-store')
  assert.equal(headers['x-robots-tag'], 'noindex, nofollow, noarchive')
  assert.equal(headers['referrer-policy'], 'no-referrer')
  assert.equal(headers['cross-origin-resource-policy'], 'same-origin')
  assert.match(
    String(headers['content-security-policy']),
    /^default-src 'none'; img-src 'self'; style-src 'sha256-[^']+'; .*frame-ancestors 'self'$/,
  )
  const unwanted = ['etag', 'last-modified', 'access-control-allow-origin', 'cache-tag', 'accept-ranges', 'set-cookie']
  assert.deepEqual(
    unwanted.filter(name => name in headers),
    [],
  )
})

type Element = DefaultTreeAdapterTypes.Element
type Node = DefaultTreeAdapterTypes.ChildNode

/** As a browser reads the page. */
function elementsIn(html: string): Element[] {
  const inside = (node: Node): Element[] => (tree.isElementNode(node) ? [node, ...node.childNodes.flatMap(inside)] : [])
  return parse(html).childNodes.flatMap(inside)
}

const textOf = (node: Node): string =>
  tree.isTextNode(node) ? node.value : tree.isElementNode(node) ? node.childNodes.map(textOf).join('') : ''

/** The letters of each element of this kind, and class where one is named. */
function textsIn(html: string): (tagName: string, className?: string) => string[] {
  const elements = elementsIn(html)
  return (tagName, className) =>
    elements
      .filter(element => element.tagName === tagName)
      .filter(({ attrs }) => !className || attrs.some(({ name, value }) => name === 'class' && value === className))
      .map(textOf)
}
