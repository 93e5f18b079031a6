import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { assertNothingLost, contentThatIsThere, countVersions, lookAt } from '../assert-nothing-lost.ts'
import { emptyNotebook, signInAll, workUntilGone } from '../crash-load.ts'
import { openDesks, type Desk } from '../open-desks.ts'
import { proofSize } from '../proof-size.ts'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'

const crashes = proofSize(5)
const colleagues = 6
const AUDIT_KEY = 'an audit key for crashes, long enough'

let newsroom: RunningNewsroom
let observer: Desk
let closeDesks: () => Promise<void>
/** Hears of every publication as it is committed. */
let listener: pg.Client
let onCommit = () => {}
before(async () => {
  newsroom = await startNewsroom({ AUDIT_KEY })
  const { desks, close } = await openDesks(newsroom.databaseUrl, 1)
  closeDesks = close
  assert.ok(desks[0])
  observer = desks[0]
  listener = new pg.Client({ connectionString: newsroom.databaseUrl })
  await listener.connect()
  listener.on('notification', () => onCommit())
  await listener.query('listen bouclage_change')
})
after(async () => {
  await listener?.end()
  await closeDesks?.()
  await newsroom?.stop()
})

test(`the server is killed ${crashes} times in the middle of its work, and nothing acknowledged is lost`, async t => {
  const cookies = await signInAll(newsroom.url)
  const shared = await contentThatIsThere(observer.sql)
  const notebook = emptyNotebook()
  const points = []
  const before = await countVersions(observer.sql)
  let doneUnanswered = 0

  for (let crash = 0; crash < crashes; crash += 1) {
    // Now as a request is sent, while others are being worked on; now as a commit is heard of, before it is answered.
    const afterCommit = crash % 2 === 1
    const point = afterCommit ? randomInt(1, 8) : randomInt(colleagues, 80)
    points.push(`${afterCommit ? 'commit' : 'request'} ${point}`)
    let killed: Promise<void> | undefined
    const countDown = downFrom(point, () => (killed = newsroom.kill9()))
    onCommit = afterCommit ? countDown : () => {}
    const onSend = afterCommit ? () => {} : countDown
    const load = {
      url: newsroom.url,
      cookies,
      notebook,
      shared,
      random: (below: number) => randomInt(Math.max(1, below)),
      onSend,
    }
    await Promise.all(Array.from({ length: colleagues }, () => workUntilGone(load)))
    await killed
    await newsroom.startAgain()

    const known = { notebooks: [notebook], auditKey: AUDIT_KEY, before }
    doneUnanswered = await lookAt(newsroom.databaseUrl, sql => assertNothingLost(sql, known))
    await assertReadersAreServed()
  }

  const { acknowledged, inDoubt, refused } = notebook
  t.diagnostic(
    `killed at ${points.join(', ')}; ${acknowledged.length} acts acknowledged, ${refused} refused, ` +
      `${inDoubt.length} never answered, of which ${doneUnanswered} were done`,
  )
  assert.ok(acknowledged.length > crashes * 5, 'there was work to lose')
  assert.ok(inDoubt.length >= crashes, 'each crash hit somebody at work')
})

/** Calls `then` at the call of that number, once. */
function downFrom(number: number, then: () => void): () => void {
  let left = number
  return () => {
    left -= 1
    if (left === 0) then()
  }
}

/** The delivery API of the server that came back shows exactly what is live. */
async function assertReadersAreServed(): Promise<void> {
  const live = await observer.sql<{ id: string; headline: string }>(
    `select article as id, headline from delivery.publication where valid_to is null
      order by first_published desc, article desc limit 100`,
  )
  const query = encodeURIComponent('{ articles(first: 100) { nodes: edges { node { id headline } } } }')
  const answer = await fetch(`${newsroom.url}/graphql?query=${query}`)
  const { data } = (await answer.json()) as { data: { articles: { nodes: { node: object }[] } } } // as the query asks
  assert.deepEqual(
    data.articles.nodes.map(({ node }) => node),
    live,
  )
}
