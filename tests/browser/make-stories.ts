import assert from 'node:assert/strict'
import { paragraphs } from '../newsroom.ts'
import type { Desk } from './open-desk.ts'

export type Made = { id: string; version: number }

/** A draft of this desk's person, made through the API that their window uses. */
export async function makeDraft(desk: Desk, headline: string, more: Record<string, unknown> = {}): Promise<Made> {
  const data = {
    headline,
    description: 'Ce que l’on sait.',
    sections: [{ heading: 'Les faits', body: paragraphs('Tout a commencé mardi.') }],
    ...more,
  }
  const query = `mutation ($data: ArticleCreateInput!) { story: createArticle(data: $data) { id version } }`
  return storyIn(await desk.ask(query, { data }))
}

/** One of the story's moves; `answers` as they stand in the mutation: `reason: "…"`. */
export async function makeMove(desk: Desk, name: string, { id, version }: Made, answers = ''): Promise<Made> {
  const query = `mutation ($id: ID!, $version: Int!) { story: ${name}Article(where: { id: $id }, version: $version ${answers}) { id version } }`
  return storyIn(await desk.ask(query, { id, version }))
}

/** A draft with the seed's picture and a tag of it: nothing of the checklist is missing. */
export async function makeWholeDraft(desk: Desk, headline: string): Promise<Made> {
  const { data } = await desk.ask('{ images(take: 1) { id } tags(take: 1) { id } }')
  const [[image], [tag]] = [
    data?.['images'] as unknown as { id: string }[],
    data?.['tags'] as unknown as { id: string }[],
  ]
  return makeDraft(desk, headline, { image: { connect: { id: image?.id } }, tags: { connect: [{ id: tag?.id }] } })
}

/** Submitted by its author, and approved by the publisher over a checklist that is not complete. */
export async function makeApproved(author: Desk, publisher: Desk, headline: string): Promise<Made> {
  const submitted = await makeMove(author, 'submit', await makeDraft(author, headline))
  return makeMove(publisher, 'approve', submitted, 'override: "Relu"')
}

function storyIn({ data, errors }: Awaited<ReturnType<Desk['ask']>>): Made {
  assert.deepEqual(errors, undefined)
  return data?.['story'] as Made // as the queries ask
}
