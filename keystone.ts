import path from 'node:path'
import { config } from '@keystone-6/core'
import type { KeystoneContext } from '@keystone-6/core/types'
import { openPool } from './database/open-pool.ts'
import { countJobs } from './database/count-jobs.ts'
import { prismaOptions } from './database/prisma-options.ts'
import { namesOfMigrations } from './database/read-migrations.ts'
import type { Pool } from 'pg'
import { personOf, type Session } from './access.ts'
import { additionalAdminFiles } from './admin/additional-files.ts'
import { sqlOfPg } from './database/sql.ts'
import { buildDelivery, deliveryPaths } from './delivery/build-delivery.ts'
import { openDeliveryPool } from './delivery/open-delivery-pool.ts'
import { readAllowedQueries } from './delivery/read-allowed-queries.ts'
import { readEnvironment } from './environment.ts'
import type { Context, TypeInfo } from './generated/keystone/types.ts'
import { largestUploadBytes } from './images/drain-upload.ts'
import { openStorage } from './images/open-storage.ts'
import { extendAuthoring } from './lists/extend-authoring.ts'
import { startWorker, type Worker } from './jobs/start-worker.ts'
import { previewPaths, previewRoutes } from './preview/preview-routes.ts'
import { countCalls } from './outgoing/count-calls.ts'
import { lists } from './schema.ts'
import { atomicMutations } from './server/atomic-mutations.ts'
import { authoringApi } from './server/authoring-api.ts'
import { noteFailure } from './server/authoring-errors.ts'
import { authoringLimits } from './server/authoring-limits.ts'
import { boundLists } from './server/bound-lists.ts'
import { clientAddress } from './server/client-address.ts'
import { attachDoors } from './server/dispatch.ts'
import { drainOnSignals } from './server/drain.ts'
import { hashInlineScripts } from './server/hash-inline-scripts.ts'
import { healthRoutes } from './server/health.ts'
import { createLog } from './server/log.ts'
import { logAuditHead } from './server/log-audit-head.ts'
import { createMetrics } from './server/metrics.ts'
import { openHealthPool } from './server/open-health-pool.ts'
import { databaseAnswers, migrationsApplied } from './server/readiness-checks.ts'
import { noteActor, requestContext } from './server/request-context.ts'
import { requireSignIn } from './server/require-sign-in.ts'
import { securityHeaders } from './server/security-headers.ts'
import { startTracing } from './server/start-tracing.ts'
import { traceRootFields } from './server/trace-operations.ts'
import { shedAuthoring, shedDelivery } from './server/shed-load.ts'
import { signInMutation } from './sign-in/limit-sign-in.ts'
import { withSignIn } from './sign-in/with-sign-in.ts'
import { countSchedules } from './workflow/count-schedules.ts'
import { readAuditHead } from './workflow/read-audit.ts'
import { recordSignIn } from './workflow/record-sign-in.ts'

const environment = readEnvironment()
const log = createLog({ level: environment.logLevel })
const storage = openStorage(environment)
const newsroom = {
  auditKey: () => environment.auditKey,
  requestId: () => requestContext()?.requestId ?? null,
}
const isSecure = environment.publicUrl.startsWith('https:')
const connectionString = environment.databaseUrl ?? ''
let authoringPool: Pool | undefined
const signInPool = openPool({ connectionString, max: 4, application_name: 'bouclage-sign-in' })
signInPool.on('error', error => log.warn({ err: error }, 'An idle connection to the database broke.'))

export default withSignIn(
  config<TypeInfo<Session>>({
    db: {
      provider: 'postgresql',
      prismaClientOptions: () =>
        prismaOptions(connectionString, { onPool: made => (authoringPool = made), onFailure: noteFailure }),
      extendPrismaSchema: withTimeZones,
    },
    lists: lists(newsroom, storage),
    graphql: {
      playground: false,
      debug: false,
      bodyParser: { limit: authoringLimits.bodyBytes },
      apolloConfig: authoringApi(log),
      extendGraphqlSchema: schema =>
        traceRootFields(
          boundLists(
            atomicMutations(extendAuthoring(schema, { newsroom, publicUrl: environment.publicUrl }), {
              except: [signInMutation, 'endSession'],
            }),
          ),
        ),
    },
    server: {
      options: { host: environment.host, port: environment.port },
      // One byte more, so that it is our own sentence that refuses a larger file.
      maxFileSize: largestUploadBytes + 1,
      extendExpressApp(app, context) {
        app.disable('x-powered-by')
        const inlineScripts = hashInlineScripts(path.join('.keystone', 'admin'))
        app.use(securityHeaders({ isSecure, isDevelopment: environment.nodeEnv === 'development', inlineScripts }))
        shedAuthoring(app, { path: '/api/graphql' })
        // The server room knows any Keystone; this one is ours.
        requireSignIn(app, context as unknown as KeystoneContext, { path: '/api/graphql', log })
      },
      async extendHttpServer(server, context) {
        // Not waited for: `keystone dev` would not wait for us.
        const tracing = startTracing(environment.tracing, { process: 'server', log })
        const pool = openDeliveryPool({ databaseUrl: connectionString })
        const delivery = buildDelivery({
          pool,
          publicUrl: environment.publicUrl,
          publisher: environment.publisher,
          storage,
          cache: { megabytes: environment.deliveryCacheMegabytes },
          allowedQueries: environment.allowedQueries ? readAllowedQueries(environment.allowedQueries) : undefined,
          events: { addressOf: request => clientAddress(request, environment.trustProxy) },
          logger: log,
          mayReadPrivately: (request, key) => pictureOf(context, request.raw, key),
        })
        shedDelivery(delivery)
        let worker: Worker | undefined
        const draining = drainOnSignals(server, {
          onDrain() {
            delivery.eventStreams.end()
            void worker?.stop()
          },
          close: () => close(context, pool),
          graceMs: 10_000,
          log,
        })
        const sql = sqlOfPg(pool)
        const auditHead = logAuditHead(() => readAuditHead(sql), { log, everyMs: 3_600_000 })
        const metrics = createMetrics({
          readFigures: async () => ({
            ...(await countSchedules(sql)),
            ...(await countCalls(sql)),
            ...(await countJobs(sql)),
          }),
          readPools: () => ({ delivery: pool, 'sign-in': signInPool, authoring: authoringPool }),
          readCache: () => delivery.cacheFigures(),
          readStreams: () => delivery.eventStreams.figures(),
          log,
        })
        const healthPool = openHealthPool(connectionString)
        const health = sqlOfPg(healthPool)
        const checks = {
          database: databaseAnswers(health),
          migrations: migrationsApplied(health, namesOfMigrations('migrations')),
          changes: () => delivery.changeWatch.assertHearing(),
          storage: () => storage.check(),
        }
        delivery.register(healthRoutes, { checks, isDraining: draining.isDraining, log })
        delivery.register(metrics.routes)
        delivery.register(previewRoutes, {
          ...{ context, storage, pool: signInPool, log },
          addressOf: request => clientAddress(request, environment.trustProxy),
        })
        await attachDoors(server, {
          delivery,
          deliveryPaths: [...deliveryPaths, ...previewPaths, '/metrics'],
          log,
          trustedProxies: environment.trustProxy,
          onAnswered: metrics.countRequest,
        })
        if (environment.worker === 'on' && !draining.isDraining())
          worker = startWorker(
            { context, newsroom, storage, log },
            { url: connectionString, outside: environment.outside },
          )

        async function close(context: Context<Session>, pool: Pool) {
          await Promise.all([delivery.close(), worker?.stop()])
          await auditHead.stop()
          await Promise.all([pool.end(), signInPool.end(), healthPool.end(), context.prisma.$disconnect()])
          await (
            await tracing
          )()
        }
      },
    },
    telemetry: false,
    ui: {
      isAccessAllowed: ({ session }) => personOf(session) !== null,
      // Whoever sets a new password by a link is not signed in.
      publicPages: ['/password'],
      getAdditionalFiles: additionalAdminFiles,
    },
  }),
  {
    pool: signInPool,
    secret: environment.sessionSecret,
    isSecure,
    addressOf: request => clientAddress(request, environment.trustProxy),
    onRecognised: ({ data, apiToken }) => noteActor(data.id, apiToken?.id),
    // The sign-in room knows any Keystone; this one is ours.
    onSignedIn: (context, userId) => recordSignIn(context as unknown as Context, newsroom, userId),
  },
)

/** Prisma's own DateTime columns have no time zone, and compare wrongly with the database's clock. */
function withTimeZones(schema: string): string {
  return schema.replace(/^(\s*\w+\s+DateTime\??)/gm, '$1 @postgresql.Timestamptz(3)')
}

/** The size of a picture that whoever is signed in may see, published or not. */
async function pictureOf(context: Context<Session>, request: Parameters<Context['withRequest']>[0], key: string) {
  const asked = await context.withRequest(request)
  if (!personOf(asked.session)) return null
  const image = await context.prisma.image.findFirst({ where: { file_id: key }, select: { width: true, height: true } })
  return image && image.width && image.height ? { width: image.width, height: image.height } : null
}
