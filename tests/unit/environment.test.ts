import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { readChromiumPath, readEnvironment } from '../../environment.ts'
import { readDatabaseSettings } from '../../environment/database.ts'

const dataDir = mkdtempSync(path.join(tmpdir(), 'bouclage-environment-'))
after(() => rmSync(dataDir, { recursive: true }))

const secret = 'a secret of more than thirty-two characters'
const complete = {
  DATABASE_URL: 'postgresql://bouclage:hush@db.example.org/bouclage',
  DATA_DIR: dataDir,
  SESSION_SECRET: secret,
  AUDIT_KEY: secret,
}

const refusals: [about: string, variables: Record<string, string>, sentence: RegExp][] = [
  ['a port that is no number', { PORT: 'http' }, /^PORT is “http”.*1 to 65535.*PORT=3000/],
  ['a port beyond the last', { PORT: '65536' }, /^PORT is “65536”/],
  ['port nought', { PORT: '0' }, /^PORT is “0”/],
  [
    'a host written as an address of the web',
    { HOST: 'http://localhost' },
    /^HOST is “http:\/\/localhost”.*0\.0\.0\.0/,
  ],
  ['a host with a port', { HOST: 'localhost:3000' }, /^HOST is “localhost:3000”/],
  ['a database address that is none', { DATABASE_URL: 'localhost/bouclage' }, /^DATABASE_URL is not a URL.*example/],
  ['another database', { DATABASE_URL: 'mysql://root@localhost/cms' }, /^DATABASE_URL starts with “mysql:”/],
  ['a server without a database', { DATABASE_URL: 'postgres://localhost/' }, /^DATABASE_URL names no database/],
  ['a public address without a scheme', { PUBLIC_URL: 'cms.example.org' }, /^PUBLIC_URL is “cms\.example\.org”/],
  ['a public address with a path', { PUBLIC_URL: 'https://example.org/cms' }, /^PUBLIC_URL is .*without a path/],
  ['a story’s address without a slug', { ARTICLE_URL: 'https://example.org/news' }, /^ARTICLE_URL is .*\{slug\} once/],
  ['a story’s address with two slugs', { ARTICLE_URL: 'https://example.org/{slug}/{slug}' }, /^ARTICLE_URL is .*once/],
  ['a slug for a host', { ARTICLE_URL: 'https://{slug}.example.org/' }, /^ARTICLE_URL is .*on your site/],
  ['a story’s address that is a script', { ARTICLE_URL: 'javascript:{slug}' }, /^ARTICLE_URL is .*on your site/],
  ['a newsroom’s name of two lines', { PUBLISHER_NAME: 'Le\nCourrier' }, /^PUBLISHER_NAME is .*control character/],
  ['a first admin without a password', { ADMIN_EMAIL: 'me@example.org' }, /^ADMIN_EMAIL is set and ADMIN_PASSWORD/],
  ['a password without a first admin', { ADMIN_PASSWORD: secret }, /^ADMIN_PASSWORD is set and ADMIN_EMAIL/],
  ['a first admin who is no address', { ADMIN_EMAIL: 'me', ADMIN_PASSWORD: secret }, /^ADMIN_EMAIL is “me”/],
  ['a short password', { ADMIN_EMAIL: 'a@b.org', ADMIN_PASSWORD: '1234567' }, /^ADMIN_PASSWORD is too short.*8/],
  ['trust in any proxy', { TRUST_PROXY: 'true' }, /^TRUST_PROXY is “true”.*number of proxies/],
  ['a memory that is no number', { DELIVERY_CACHE_MB: 'all' }, /^DELIVERY_CACHE_MB is “all”.*65536.*0 keeps no/],
  ['more memory than there is', { DELIVERY_CACHE_MB: '65537' }, /^DELIVERY_CACHE_MB is “65537”/],
  ['a list of queries that is not there', { ALLOWED_QUERIES: '/nowhere' }, /^ALLOWED_QUERIES is .*nothing is there/],
  ['a worker that is neither on nor off', { WORKER: 'yes' }, /^WORKER is “yes”.*on, off.*WORKER=on/],
  ['an unknown log level', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL is “loud”.*warn.*LOG_LEVEL=info/],
  [
    'a receiver of traces that is no address',
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' },
    /^OTEL_EXPORTER_OTLP_E/,
  ],
  ['headers that are none', { OTEL_EXPORTER_OTLP_HEADERS: 'hush' }, /^OTEL_EXPORTER_OTLP_HEADERS is not(?!.*hush)/],
  ['an unknown sampler', { OTEL_TRACES_SAMPLER: 'some' }, /^OTEL_TRACES_SAMPLER is “some”.*traceidratio/],
  ['more than all traces', { OTEL_TRACES_SAMPLER_ARG: '1.5' }, /^OTEL_TRACES_SAMPLER_ARG is “1.5”.*from 0 to 1/],
  ['a bucket by its address', { S3_BUCKET: 'https://s3.example.org/pictures' }, /^S3_BUCKET is .*S3_BUCKET=newsroom-/],
  ['a bucket’s settings without the bucket', { S3_REGION: 'eu-west-3' }, /^S3_REGION is set, and S3_BUCKET is not/],
  ['a region that is none', { S3_BUCKET: 'pictures', S3_REGION: 'Paris!' }, /^S3_REGION is “Paris!”.*eu-west-3/],
  [
    'a service whose address has a password',
    { S3_BUCKET: 'pictures', S3_ENDPOINT: 'https://me:hush@s3.example.org' },
    /^S3_ENDPOINT is not(?!.*hush)/,
  ],
  ['a prefix that leads upwards', { S3_BUCKET: 'pictures', S3_PREFIX: 'a/../b' }, /^S3_PREFIX is “a\/\.\.\/b”/],
  [
    'half a key',
    { S3_BUCKET: 'pictures', S3_SECRET_ACCESS_KEY: 'hush' },
    /^Of S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY one(?!.*hush)/,
  ],
  ['an unknown kind of run', { NODE_ENV: 'prod' }, /^NODE_ENV is “prod”.*production/],
  ['a short session secret', { SESSION_SECRET: 'short' }, /^SESSION_SECRET has 5 characters.*32.*openssl/],
  ['no session secret', { SESSION_SECRET: '' }, /^SESSION_SECRET is missing.*openssl/],
  ['a short audit key', { AUDIT_KEY: 'short' }, /^AUDIT_KEY has 5 characters.*32/],
  ['no audit key', { AUDIT_KEY: ' ' }, /^AUDIT_KEY is missing/],
]

for (const [about, variables, sentence] of refusals) {
  test(`a start with ${about} is refused with a sentence`, () => {
    const start = () => readEnvironment({ ...complete, ...variables })

    assert.throws(start, { code: 'SETTING_REFUSED', message: sentence })
  })
}

test('a wrong database address is refused without its password', () => {
  const start = () => readEnvironment({ ...complete, DATABASE_URL: 'mysql://root:hush@localhost/cms' })

  assert.throws(start, error => error instanceof Error && !error.message.includes('hush'))
})

test('with nothing set, Bouclage is a trial on this machine, at port 3000', () => {
  const environment = readEnvironment({ DATA_DIR: dataDir })

  const { trialMode, host, port, publicUrl, databaseUrl, trustProxy, admin } = environment
  assert.deepEqual(
    { trialMode, host, port, publicUrl, databaseUrl, trustProxy, admin },
    {
      trialMode: true,
      host: 'localhost',
      port: 3000,
      publicUrl: 'http://localhost:3000',
      databaseUrl: undefined,
      trustProxy: 0,
      admin: undefined,
    },
  )
})

test('a trial keeps its secrets, and lets nobody else read them', () => {
  const first = readEnvironment({ DATA_DIR: dataDir })
  const second = readEnvironment({ DATA_DIR: dataDir })

  assert.equal(second.sessionSecret, first.sessionSecret)
  assert.equal(second.auditKey, first.auditKey)
  assert.notEqual(first.auditKey, first.sessionSecret)
  for (const file of ['session-secret', 'audit-key']) {
    assert.equal(statSync(path.join(dataDir, file)).mode & 0o777, 0o600)
  }
})

test('a trial that cannot keep its secrets says where it tried', () => {
  const file = path.join(dataDir, 'a-file')
  writeFileSync(file, '')

  assert.throws(() => readEnvironment({ DATA_DIR: file }), {
    code: 'SETTING_REFUSED',
    message: /SESSION_SECRET cannot be kept in .*a-file.*DATA_DIR/,
  })
})

test('neither a database of one’s own choice nor an address that others reach is a trial', () => {
  const withDatabase = readEnvironment(complete)
  const onNetwork = readEnvironment({ ...complete, DATABASE_URL: '', HOST: '0.0.0.0' })

  assert.equal(withDatabase.trialMode, false)
  assert.equal(onNetwork.trialMode, false)
  assert.equal(onNetwork.publicUrl, 'http://localhost:3000')
})

test('a process that a trial starts knows the database, and is still part of the trial', () => {
  const url = 'postgresql://localhost:5433/bouclage'

  const environment = readEnvironment({ DATA_DIR: dataDir, EMBEDDED_DATABASE_URL: url })

  assert.equal(environment.databaseUrl, url)
  assert.equal(environment.trialMode, true)
})

test('a command that only needs the database asks for no secret', () => {
  const settings = readDatabaseSettings({ DATABASE_URL: complete.DATABASE_URL })

  assert.deepEqual(settings, {
    databaseUrl: complete.DATABASE_URL,
    dataDir: path.resolve('data'),
    ownDatabase: false,
  })
})

test('an IPv6 address is written as the web wants it', () => {
  const { publicUrl } = readEnvironment({ ...complete, HOST: '::1', PORT: '3100' })

  assert.equal(publicUrl, 'http://[::1]:3100')
})

test('a public address loses its last slash', () => {
  const { publicUrl } = readEnvironment({ ...complete, PUBLIC_URL: 'https://cms.example.org/' })

  assert.equal(publicUrl, 'https://cms.example.org')
})

test('a browser that is not there is refused with a sentence', () => {
  assert.throws(() => readChromiumPath({ CHROMIUM_PATH: '/nowhere/chromium' }), {
    code: 'SETTING_REFUSED',
    message: /^CHROMIUM_PATH is “\/nowhere\/chromium”/,
  })
})

test('.env.example holds every setting that is read, and no other', () => {
  const read = new Set<string>()
  const listening = new Proxy<Record<string, string>>(complete, {
    get(variables, name) {
      if (typeof name === 'string') read.add(name)
      return typeof name === 'string' ? variables[name] : undefined
    },
  })

  readEnvironment(listening)
  readChromiumPath(listening)
  // Handed from one process of ours to the next.
  read.delete('EMBEDDED_DATABASE_URL')
  const lines = readFileSync('.env.example', 'utf8').split('\n')
  const documented = lines.filter(line => /^[A-Z0-9_]+=/.test(line)).map(line => line.split('=')[0])

  assert.deepEqual(documented.toSorted(), [...read].toSorted())
})

test('.env.example as it is gives a trial', () => {
  const lines = readFileSync('.env.example', 'utf8').matchAll(/^([A-Z0-9_]+)=(.*)$/gm)
  const asItIs = Object.fromEntries([...lines].map(([, name, value]) => [name, value]))

  const environment = readEnvironment({ ...asItIs, DATA_DIR: dataDir })

  assert.equal(environment.trialMode, true)
})

test('a newsroom that names neither itself nor its site is known by its public address', () => {
  const { publisher } = readEnvironment({ ...complete, PUBLIC_URL: 'https://cms.example.org' })

  assert.deepEqual(publisher, { name: 'cms.example.org', articleUrl: 'https://cms.example.org/{slug}' })
})

test('a newsroom names itself and the addresses of its stories', () => {
  const set = { PUBLISHER_NAME: 'Le Courrier', ARTICLE_URL: 'https://courrier.example/actu/{slug}.html' }

  const { publisher } = readEnvironment({ ...complete, ...set })

  assert.deepEqual(publisher, { name: 'Le Courrier', articleUrl: 'https://courrier.example/actu/{slug}.html' })
})

test('pictures are kept in DATA_DIR, or in the bucket that is named', () => {
  const [id, secretKey] = ['AKIA', 'hush']
  const keys = { S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secretKey }
  const named = { S3_BUCKET: 'newsroom-pictures', S3_ENDPOINT: 'https://s3.example.org/', S3_PREFIX: 'a/b/', ...keys }

  assert.equal(readEnvironment(complete).bucket, undefined)
  assert.deepEqual(readEnvironment({ ...complete, S3_BUCKET: 'pictures', S3_REGION: 'eu-west-3' }).bucket, {
    ...{ name: 'pictures', region: 'eu-west-3', endpoint: undefined, prefix: '', keys: undefined },
  })
  assert.deepEqual(readEnvironment({ ...complete, ...named }).bucket, {
    ...{ name: 'newsroom-pictures', region: 'us-east-1', endpoint: 'https://s3.example.org', prefix: 'a/b/' },
    keys: { id, secret: secretKey },
  })
})

test('traces go where OpenTelemetry’s own variables say, and nowhere without an address', () => {
  const set = {
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://traces.example:4318/',
    OTEL_EXPORTER_OTLP_HEADERS: 'api-key=hush%20hush, x-team = desk',
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=staging',
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.1',
  }

  const { tracing } = readEnvironment({ ...complete, ...set })
  const { tracing: none } = readEnvironment({ ...complete, ...set, OTEL_EXPORTER_OTLP_ENDPOINT: '' })

  assert.deepEqual(tracing, {
    url: 'http://traces.example:4318/v1/traces',
    headers: { 'api-key': 'hush hush', 'x-team': 'desk' },
    serviceName: 'bouclage',
    attributes: { 'deployment.environment.name': 'staging' },
    sampler: 'parentbased_traceidratio',
    ratio: 0.1,
  })
  assert.equal(none, undefined)
})
