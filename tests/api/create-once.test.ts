import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startAuthoring } from '../start-authoring.ts'

const newsroom = await startAuthoring()
after(() => newsroom.close())
await newsroom.addUser('author@example.org', 'author')
await newsroom.addUser('editor@example.org', 'editor')
const cookieOf = async (email: string) => (await newsroom.signIn(email, 'correct horse')).cookie
const [author, editor] = [await cookieOf('author@example.org'), await cookieOf('editor@example.org')]

const createArticle = `mutation ($data: ArticleCreateInput!) { createArticle(data: $data) { id headline version } }`

type Made = { id: string; headline: string; version: number }

async function press(key: string, data: object, { cookie = author } = {}): Promise<Made> {
  const headers = { 'idempotency-key': key }
  const { body } = await newsroom.ask(createArticle, { cookie, headers, variables: { data } })
  assert.deepEqual(body.errors, undefined)
  return body.data?.['createArticle'] as Made // as asked for
}

const countOf = (headline: string) => newsroom.prisma.article.count({ where: { headline } })

test('a story that is made again because no answer came is made once, also when both presses arrive together', async () => {
  const first = await press('key-of-one-form', { headline: 'Une seule fois' })
  const again = await Promise.all([1, 2].map(() => press('key-of-one-form', { headline: 'Une seule fois' })))
  const together = await Promise.all([1, 2, 3].map(() => press('key-of-another', { headline: 'Trois à la fois' })))

  assert.deepEqual(
    again.map(({ id, version }) => [id, version]),
    [1, 2].map(() => [first.id, 1]),
  )
  assert.equal(new Set(together.map(({ id }) => id)).size, 1)
  assert.deepEqual([await countOf('Une seule fois'), await countOf('Trois à la fois')], [1, 1])
})

test('what was typed between two presses is saved into what the first one made', async () => {
  const first = await press('key-typed-between', { headline: 'Avant', sections: [{ heading: 'Un' }] })

  const second = await press('key-typed-between', {
    headline: 'Après',
    sections: [{ heading: 'Un' }, { heading: 'Deux' }],
  })

  const sections = await newsroom.prisma.section.findMany({
    where: { articleId: first.id },
    orderBy: { position: 'asc' },
  })
  assert.deepEqual([second.id, second.headline, second.version], [first.id, 'Après', 2])
  assert.deepEqual(
    sections.map(({ heading }) => heading),
    ['Un', 'Deux'],
  )
  assert.equal(await countOf('Avant'), 0)
})

test('what was refused is not noted, another person’s key is another, and without one each press makes one', async () => {
  const data = { headline: 'Refusé', slug: 'Pas un slug' }
  const headers = { 'idempotency-key': 'key-of-a-refusal' }
  const refused = await newsroom.ask(createArticle, { cookie: author, headers, variables: { data } })
  const corrected = await press('key-of-a-refusal', { headline: 'Corrigé' })
  const others = await press('key-of-a-refusal', { headline: 'Corrigé' }, { cookie: editor })
  for (const _press of [1, 2])
    await newsroom.ask(createArticle, { cookie: author, variables: { data: { headline: 'Sans clé' } } })

  assert.equal(refused.body.errors?.[0]?.extensions['code'], 'INVALID_INPUT')
  assert.notEqual(corrected.id, others.id)
  assert.deepEqual([await countOf('Corrigé'), await countOf('Sans clé')], [2, 2])
})

test('a key that is none is refused in words, before anything is made', async () => {
  const headers = { 'idempotency-key': 'short' }
  const variables = { data: { headline: 'Clé trop courte' } }
  const { body } = await newsroom.ask(createArticle, { cookie: author, headers, variables })

  assert.match(body.errors?.[0]?.message ?? '', /8 to 64 letters/)
  assert.equal(await countOf('Clé trop courte'), 0)
})
