import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checkDatabase } from '../../database/check-database.ts'
import { sqlOfPg } from '../../database/sql.ts'
import { recordChange } from '../../publication/record-change.ts'
import { buildSnapshot } from '../build-snapshot.ts'
import { startDeliveryProcess, type DeliveryProcess } from '../delivery-process.ts'
import { publishStory } from '../publish-story.ts'
import { startReplicated, type Replicated } from '../standby.ts'
import { until } from '../until.ts'

let servers: Replicated
let atPrimary: DeliveryProcess
let atStandby: DeliveryProcess
before(async () => {
  servers = await startReplicated()
  const { primaryUrl, standbyUrl } = servers
  ;[atPrimary, atStandby] = await Promise.all([
    startDeliveryProcess({ DATABASE_URL: primaryUrl, DATA_DIR: 'data/test/replicated-pictures' }),
    startDeliveryProcess({ DATABASE_URL: standbyUrl, DATA_DIR: 'data/test/replicated-pictures' }),
  ])
})
after(async () => {
  await Promise.all([atPrimary?.end('SIGKILL'), atStandby?.end('SIGKILL')])
  await servers?.close()
})

async function publish(headline: string, kind: 'publish' | 'update' = 'publish'): Promise<void> {
  const sql = sqlOfPg(servers.primary)
  await sql('begin')
  const snapshot = buildSnapshot({ slug: 'sommet', headline })
  const { at, tags } = await publishStory(sql, 'sommet', { kind, snapshot, revision: kind === 'update' ? 2 : 1 })
  await recordChange(sql, { kind, articleId: 'sommet', tags, at })
  await sql('commit')
}

const headlineAt = async (delivery: DeliveryProcess) => {
  const { article } = await delivery.ask('{ article(slug: "sommet") { headline tags { name } } }')
  return (article as { headline: string } | null)?.headline // as asked for
}
const untilShown = (delivery: DeliveryProcess, headline: string) =>
  until(`“${headline}” shows`, async () => (await headlineAt(delivery)) === headline)

test('a read replica serves readers, an earlier whole while it lags, and what is new as soon as it arrives', async () => {
  await publish('Le sommet s’ouvre')
  await Promise.all([atPrimary, atStandby].map(delivery => untilShown(delivery, 'Le sommet s’ouvre')))

  await servers.standby.query('select pg_wal_replay_pause()')
  await publish('Le sommet s’achève', 'update')
  await untilShown(atPrimary, 'Le sommet s’achève')
  const lagging = [await headlineAt(atStandby), (await atStandby.ready()).status]
  await servers.standby.query('select pg_wal_replay_resume()')
  await untilShown(atStandby, 'Le sommet s’achève')

  const [row] = (await servers.standby.query<{ following: boolean }>('select pg_is_in_recovery() as following')).rows
  assert.deepEqual(lagging, ['Le sommet s’ouvre', 200])
  assert.equal(row?.following, true)
})

test('whoever writes is not let onto a replica', async () => {
  await assert.rejects(checkDatabase(servers.standbyUrl), /is a read-only standby\. Name the primary server/)
})
