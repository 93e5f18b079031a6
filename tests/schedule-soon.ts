import { move, create, paragraphs } from './newsroom.ts'
import type { Acknowledged, Cookies, Notebook } from './crash-load.ts'

type Planned = { url: string; cookies: Cookies; shared: Record<string, unknown>; notebook: Notebook }

/** A story that is approved and has its time in a second or two; what was answered for is noted. */
export async function scheduleSoon({ url, cookies, shared, notebook }: Planned): Promise<void> {
  const content = {
    ...shared,
    headline: `À l’heure, la ${notebook.acknowledged.length}e`,
    description: 'Ce que l’on sait.',
    sections: [{ heading: 'Les faits', body: paragraphs('Tout a commencé mardi.') }],
  }
  const asks = [
    ['article.create', cookies.author, () => create(content)],
    ['article.submit', cookies.author, at => move('submit', at)],
    ['article.approve', cookies.editor, at => move('approve', at)],
    ['article.schedule', cookies.publisher, at => move('schedule', at, { publishAt: soon() })],
  ] satisfies [string, string, (at: At) => readonly [string, Record<string, unknown>]][]
  let at: At = { id: '', version: 0 }
  for (const [action, cookie, ask] of asks) {
    const story = await send(url, cookie, ask(at))
    notebook.acknowledged.push({ ...story, articleId: story.id, action })
    at = story
  }
}

const soon = () => new Date(Date.now() + 3_000).toISOString()

type At = { id: string; version: number }

async function send(url: string, cookie: string, [query, variables]: readonly [string, Record<string, unknown>]) {
  const response = await fetch(`${url}/api/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ query: query.replace(/\{ id version/, '{ id headline version'), variables }),
  })
  const { data, errors } = (await response.json()) as { data?: Record<string, Acknowledged & At>; errors?: object[] }
  const [story] = Object.values(data ?? {})
  if (!story) throw new Error(JSON.stringify(errors))
  return story
}
