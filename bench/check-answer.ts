import assert from 'node:assert/strict'
import { sectionsAStory, tagsAStory } from './bench-story.ts'
import type { Asked } from './questions.ts'

type Story = { slug: string; sections: unknown[]; tags: unknown[]; image: { url: string } | null }

/** Throws unless the answer holds the right stories in the right order, each with all that was asked for. */
export function checkAnswer(body: string, { expected }: Asked): void {
  const stories = storiesIn(JSON.parse(body))
  assert.deepEqual(
    stories.map(({ slug }) => slug),
    expected,
  )
  for (const { slug, sections, tags, image } of stories) {
    assert.equal(sections.length, sectionsAStory, `sections of ${slug}`)
    assert.equal(tags.length, tagsAStory, `tags of ${slug}`)
    assert.ok(image?.url, `image of ${slug}`)
  }
}

/** A bare list, a story of GraphQL's, a list of Keystone's, or a connection. */
function storiesIn(answer: unknown): Story[] {
  if (Array.isArray(answer)) return answer as Story[] // whose fields are looked at above
  if (typeof answer !== 'object' || answer === null) return []
  if ('slug' in answer) return [answer as Story] // likewise
  if ('nodes' in answer) return storiesIn(answer.nodes)
  assert.ok(!('errors' in answer), JSON.stringify(answer))
  return Object.values('data' in answer && answer.data ? answer.data : answer).flatMap(storiesIn)
}
