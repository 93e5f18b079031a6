import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Pool } from 'pg'
import { namesOfMigrations } from '../database/read-migrations.ts'
import { sqlOfPg } from '../database/sql.ts'
import { buildDelivery } from '../delivery/build-delivery.ts'
import { openDeliveryPool } from '../delivery/open-delivery-pool.ts'
import { readAllowedQueries } from '../delivery/read-allowed-queries.ts'
import type { DeliverySettings } from '../environment.ts'
import { addressOf } from '../environment/address.ts'
import { openStorage } from '../images/open-storage.ts'
import type { PictureStorage } from '../images/picture-storage.ts'
import { clientAddress } from './client-address.ts'
import { attachDoors } from './dispatch.ts'
import { drainOnSignals } from './drain.ts'
import { healthRoutes } from './health.ts'
import type { Logger } from './log.ts'
import { createMetrics } from './metrics.ts'
import { openHealthPool } from './open-health-pool.ts'
import { databaseAnswers, migrationsApplied } from './readiness-checks.ts'
import { shedDelivery } from './shed-load.ts'
import { startTracing, type StopTracing } from './start-tracing.ts'

export type ServedDelivery = {
  /** `http://localhost:3000` */
  address: string
  /** The exit code, once a signal or `stop` has ended it and the last answer is out. */
  ended: Promise<number>
}

export type DeliveryAlone = {
  settings: DeliverySettings
  /** Of a primary or a standby. */
  databaseUrl: string
  log: Logger
  /** Another wish to end than a signal. */
  stop: AbortSignal
}

/**
 * Serves readers from a database and the folder of pictures; nothing of the desk is in the process. Resolves when it
 * listens and has heard of the newest change; rejects with UNAVAILABLE when migrations of this version are missing.
 */
export async function serveDelivery(alone: DeliveryAlone): Promise<ServedDelivery> {
  const { settings, log } = alone
  const stopTracing = await startTracing(settings.tracing, { process: 'delivery', log })
  const pool = openDeliveryPool(alone)
  const storage = openStorage(settings)
  const delivery = deliveryOver({ pool, storage }, alone)
  shedDelivery(delivery)
  const healthPool = openHealthPool(alone.databaseUrl)
  const checks = checksOf({ healthPool, storage, delivery })
  await checks.migrations()

  const server = createServer()
  const draining = drainWithDelivery(server, { pools: [pool, healthPool], delivery, stopTracing }, alone)
  delivery.register(healthRoutes, { checks, isDraining: draining.isDraining, log })
  const metrics = createMetrics({
    readCache: () => delivery.cacheFigures(),
    readStreams: () => delivery.eventStreams.figures(),
    readPools: () => ({ delivery: pool }),
    log,
  })
  delivery.register(metrics.routes)
  const { trustProxy: trustedProxies, host, port } = settings
  await attachDoors(server, {
    ...{ delivery, log, trustedProxies, onAnswered: metrics.countRequest },
    deliveryPaths: ['/*'],
  })
  await delivery.changeWatch.poll()
  await once(server.listen(port, host), 'listening')
  return { address: addressOf(host, port), ended: draining.ended }
}

function deliveryOver(parts: { pool: Pool; storage: PictureStorage }, { settings, log }: DeliveryAlone) {
  const { publicUrl, publisher, allowedQueries, trustProxy } = settings
  return buildDelivery({
    ...{ ...parts, publicUrl, publisher, logger: log },
    cache: { megabytes: settings.deliveryCacheMegabytes },
    allowedQueries: allowedQueries ? readAllowedQueries(allowedQueries) : undefined,
    events: { addressOf: request => clientAddress(request, trustProxy) },
  })
}

type Checked = { healthPool: Pool; storage: PictureStorage; delivery: FastifyInstance }

function checksOf({ healthPool, storage, delivery }: Checked) {
  const sql = sqlOfPg(healthPool)
  return {
    database: databaseAnswers(sql),
    migrations: migrationsApplied(sql, namesOfMigrations('migrations')),
    changes: () => delivery.changeWatch.assertHearing(),
    storage: () => storage.check(),
  }
}

function drainWithDelivery(
  server: Server,
  { pools, delivery, stopTracing }: { pools: Pool[]; delivery: FastifyInstance; stopTracing: StopTracing },
  { log, stop }: DeliveryAlone,
): { isDraining: () => boolean; ended: Promise<number> } {
  let exit: (code: number) => void = () => {}
  const ended = new Promise<number>(resolve => (exit = resolve))
  const { isDraining } = drainOnSignals(server, {
    ...{ graceMs: 10_000, log, stop, exit },
    onDrain: () => delivery.eventStreams.end(),
    async close() {
      await delivery.close()
      await Promise.all(pools.map(pool => pool.end()))
      await stopTracing()
    },
  })
  return { isDraining, ended }
}
