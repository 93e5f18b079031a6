import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { workLimits } from '../../server/limit-work.ts'
import { signInAll, type Cookies } from '../crash-load.ts'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { until } from '../until.ts'

let newsroom: RunningNewsroom
let cookies: Cookies
let holder: pg.Client
before(async () => {
  newsroom = await startNewsroom()
  cookies = await signInAll(newsroom.url)
  holder = new pg.Client({ connectionString: newsroom.databaseUrl })
  holder.on('error', () => {})
  await holder.connect()
})
after(async () => {
  await holder?.end()
  await newsroom?.stop()
})

type Told = { status: number; code: string | undefined; comeAgain: string | null }

async function toldBy(answer: Promise<Response>): Promise<Told> {
  const response = await answer
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] }
  return { status: response.status, code: errors?.[0]?.extensions.code, comeAgain: response.headers.get('retry-after') }
}

const read = (query: string, mark: number | string = '') =>
  toldBy(fetch(`${newsroom.url}/graphql?query=${encodeURIComponent(query)}&mark=${mark}`))

const edit = (query: string) =>
  toldBy(
    fetch(`${newsroom.url}/api/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: cookies.editor },
      body: JSON.stringify({ query }),
    }),
  )

const newest = '{ articles(first: 5) { nodes { headline } } }'
const served = { status: 200, code: undefined, comeAgain: null }
const turnedAway = { status: 503, code: 'BUSY', comeAgain: '5' }

/** Whoever needs this table waits, for as long as `act` takes. */
async function whileLocked<Result>(table: string, act: () => Promise<Result>): Promise<Result> {
  await holder.query(`begin; lock table ${table} in access exclusive mode`)
  try {
    return await act()
  } finally {
    await holder.query('rollback')
  }
}

/** So many requests that all the places of a door are taken, and some more; those more are answered at once. */
async function crowd(most: number, ask: (number: number) => Promise<Told>) {
  const told: Told[] = []
  const all = Array.from({ length: most + 40 }, (_, number) => ask(number).then(answer => void told.push(answer)))
  await until('those who are too many are told', async () => told.length >= 40)
  return { told, rest: Promise.all(all) }
}

const counted = (told: Told[]) => ({
  served: told.filter(({ status }) => status === 200).length,
  turnedAway: told.filter(({ code }) => code === 'BUSY').length,
})

test('too many readers at once are told to come again; who asks for what is in memory, and editors, are served', async () => {
  await read(newest)

  const { told, rest, meanwhile } = await whileLocked('delivery.publication', async () => {
    const crowded = await crowd(workLimits.delivery, number => read('{ articles { nodes { slug } } }', number))
    const meanwhile = await Promise.all([
      read(newest),
      read('{ tags { nodes { slug } } }', 'one more'),
      edit('{ usersCount }'),
      fetch(`${newsroom.url}/healthz`).then(({ status }) => status),
    ])
    return { ...crowded, meanwhile }
  })
  await rest

  assert.deepEqual(meanwhile, [served, turnedAway, served, 200])
  assert.deepEqual(counted(told), { served: workLimits.delivery, turnedAway: 40 })
  assert.ok(told.every(({ status, comeAgain }) => status === 200 || comeAgain === '5'))
})

test('too many editors at once are told to come again, and readers notice nothing', async () => {
  const { told, rest, meanwhile } = await whileLocked('"Tag"', async () => {
    const crowded = await crowd(workLimits.authoring, () => edit('{ tagsCount }'))
    const meanwhile = await Promise.all([
      edit('{ usersCount }'),
      read('{ articles { nodes { slug } } }', 'among editors'),
      fetch(`${newsroom.url}/readyz`).then(({ status }) => status),
    ])
    return { ...crowded, meanwhile }
  })
  await rest

  assert.deepEqual(meanwhile, [turnedAway, served, 200])
  assert.deepEqual(counted(told), { served: workLimits.authoring, turnedAway: 40 })
})

test('a crowd that is over leaves every place free', async () => {
  const answers = await Promise.all([
    ...Array.from({ length: 30 }, () => edit('{ tagsCount }')),
    ...Array.from({ length: 30 }, (_, number) => read(newest, `after ${number}`)),
  ])

  assert.ok(answers.every(({ status }) => status === 200))
})
