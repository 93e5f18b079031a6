import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { roles, type Role } from '../access.ts'
import { trialPassword } from '../seed/make-first-people.ts'
import type { TransitionName } from '../workflow/transitions.ts'
import { create, move, paragraphs, save } from './newsroom.ts'

/** What the server said that it did. */
export type Acknowledged = { articleId: string; version: number; action: string; state: string; headline: string }
/** What was asked and never answered: it was done whole, or not at all. */
export type InDoubt = { articleId: string | null; action: string }
/** All that is known of the stories from the server's answers alone. */
export type Notebook = { acknowledged: Acknowledged[]; inDoubt: InDoubt[]; refused: number }

export const emptyNotebook = (): Notebook => ({ acknowledged: [], inDoubt: [], refused: 0 })

export type Cookies = Record<Role, string>
type Asked = readonly [query: string, variables: Record<string, unknown>]
type Body = {
  data?: Record<string, Acknowledged & { id: string }> | null
  errors?: { message: string; extensions: { code: string; version?: number } }[]
}

/** Signs in one person of each role, once: their sessions outlive the server. */
export async function signInAll(url: string): Promise<Cookies> {
  const query = `mutation ($email: String!, $password: String!) {
    authenticateUserWithPassword(email: $email, password: $password) { __typename }
  }`
  const signIn = async (role: Role) => {
    const answer = await post(url, '', [query, { email: `${role}@example.org`, password: trialPassword }])
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
    assert.ok(cookie, `${role} is signed in`)
    return [role, cookie] as const
  }
  const cookies = []
  for (const role of roles) cookies.push(await signIn(role))
  return Object.fromEntries(cookies) as Cookies // one for each role
}

export type Load = {
  url: string
  cookies: Cookies
  notebook: Notebook
  /** Content that every new story has: a tag and a picture that are there. */
  shared: Record<string, unknown>
  random: (below: number) => number
  /** Called just before each request is sent. */
  onSend: () => void
}

/** What one colleague does without a pause, on stories that the others work on too, until the server is gone. */
export async function workUntilGone(load: Load): Promise<void> {
  for (;;) {
    const { asked, role, action, articleId } = nextAct(load)
    load.onSend()
    const body = await post(load.url, load.cookies[role], asked)
      .then(response => response.json() as Promise<Body>)
      .catch(() => null)
    if (!body) {
      load.notebook.inDoubt.push({ articleId, action })
      return
    }
    note(load.notebook, action, body)
  }
}

/**
 * The same through faults, until `isOver`: what was not answered for is noted, and work goes on when the server is back.
 * A refusal to answer has a status, a code and a time to come again; `onAnswer` hears how long each answer took.
 */
export async function workThroughFaults(
  load: Load & { onAnswer?: (ms: number) => void },
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    const { asked, role, action, articleId } = nextAct(load)
    load.onSend()
    const began = performance.now()
    const answer = await attempt(load.url, load.cookies[role], asked)
    if (typeof answer === 'object') load.onAnswer?.(performance.now() - began)
    if (answer === 'never sent' || isOutage(answer)) await pause(50)
    if (answer === 'cut off' || isOutage(answer)) load.notebook.inDoubt.push({ articleId, action })
    else if (answer !== 'never sent') note(load.notebook, action, answer)
  }
}

async function attempt(url: string, cookie: string, asked: Asked): Promise<Body | 'never sent' | 'cut off'> {
  try {
    const response = await post(url, cookie, asked)
    const body = (await response.json()) as Body // GraphQL's own shape
    assertSaysWhenToComeAgain(response)
    return body
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error
    return causeOf(error) === 'ECONNREFUSED' ? 'never sent' : 'cut off'
  }
}

export function assertSaysWhenToComeAgain({ status, headers }: Response): void {
  if (status >= 500) assert.deepEqual([status, headers.has('retry-after')], [503, true])
}

/** Of what `fetch` throws. */
export const causeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause instanceof Error && 'code' in error.cause ? error.cause.code : undefined

const isOutage = (answer: Body | 'never sent' | 'cut off'): boolean =>
  typeof answer === 'object' && (answer.errors ?? []).some(({ extensions }) => outages.includes(extensions.code))

/** What was not done, or of which nobody can say whether it was. */
const outages = ['UNAVAILABLE', 'BUSY']

function note(notebook: Notebook, action: string, { data, errors }: Body): void {
  const [error] = errors ?? []
  if (error) {
    assert.match(error.extensions.code, /^(ARTICLE_CHANGED|WRONG_STATE|NOTHING_TO_PUBLISH|OWN_TEXT)$/, error.message)
    notebook.refused += 1
    return
  }
  const [story] = Object.values(data ?? {})
  assert.ok(story)
  const { id: articleId, version, state, headline } = story
  notebook.acknowledged.push({ articleId, version, action, state, headline })
}

type Act = { asked: Asked; role: Role; action: string; articleId: string | null }

const movesFrom: Record<string, [TransitionName, Role][]> = {
  draft: [
    ['submit', 'author'],
    ['publishNow', 'publisher'],
    ['archive', 'editor'],
    ['unpublish', 'publisher'],
  ],
  in_review: [
    ['approve', 'admin'],
    ['approve', 'admin'],
    ['requestChanges', 'publisher'],
  ],
  changes_requested: [
    ['submit', 'author'],
    ['kill', 'admin'],
  ],
  approved: [
    ['publish', 'publisher'],
    ['publish', 'publisher'],
    ['schedule', 'publisher'],
    ['correct', 'admin'],
    ['unpublish', 'publisher'],
  ],
}

/** The next thing to do: a new story, a rewritten one, or a move from where a story is, as far as is known. */
function nextAct({ notebook, shared, random }: Load): Act {
  const newest = newestOf(notebook)
  const number = notebook.acknowledged.length
  const story = newest[random(newest.length)]
  const kind = random(10)
  if (!story || newest.length < 6 || kind === 0) {
    const content = { ...shared, headline: `Nouvelle ${number}`, description: 'Ce que l’on sait.', ...sections(number) }
    return { asked: withHeadline(create(content)), role: 'author', action: 'article.create', articleId: null }
  }
  const { articleId, version, state } = story
  const at = { id: articleId, version }
  if (kind < 5) {
    const asked = withHeadline(save(at, { headline: `Réécrite ${number}`, ...sections(number) }))
    return { asked, role: 'editor', action: 'article.save', articleId }
  }
  const moves = movesFrom[state] ?? []
  const [name, role] = moves[random(moves.length)] ?? ['submit', 'author']
  return { asked: withHeadline(move(name, at)), role, action: `article.${name}`, articleId }
}

/** The last that was heard of the stories that were heard of last: those that everybody works on. */
function newestOf({ acknowledged }: Notebook): Acknowledged[] {
  const newest = new Map<string, Acknowledged>()
  for (const told of acknowledged)
    if (told.version > (newest.get(told.articleId)?.version ?? 0)) newest.set(told.articleId, told)
  return [...newest.values()].slice(-8)
}

const sections = (number: number) => ({
  sections: [
    { heading: `Un ${number}`, body: paragraphs(`Tout a commencé mardi (${number}).`) },
    { heading: `Deux ${number}`, body: paragraphs('Puis cela continua.', 'Et s’arrêta.') },
  ],
})

const withHeadline = ([query, variables]: Asked): Asked => [
  query.replace(/\{ id version/, '{ id headline version'),
  variables,
]

function post(url: string, cookie: string, [query, variables]: Asked): Promise<Response> {
  return fetch(`${url}/api/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ query, variables }),
  })
}
