import pg from 'pg'
import { NewsroomError } from '../errors.ts'

const oldestMajor = 15
const patienceMs = 10_000

/**
 * Asks the server of `databaseUrl` whether it is one we can work on; whoever is `readOnly` can work on a standby too.
 * No sentence ever carries the password.
 */
export async function checkDatabase(databaseUrl: string, { readOnly = false } = {}): Promise<void> {
  const place = readPlace(databaseUrl)
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: patienceMs })
  client.on('error', () => {}) // a connection that breaks later belongs to nobody
  try {
    await client.connect()
    assertFits(place.name, await readServerFacts(client), { readOnly })
  } catch (error) {
    throw error instanceof NewsroomError ? error : refused(sayWhatIsWrong(error, place))
  } finally {
    await client.end().catch(() => {})
  }
}

type Place = { name: string; host: string; database: string; user: string }

function readPlace(databaseUrl: string): Place {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : undefined
  if (!url || !/^postgres(ql)?:$/.test(url.protocol))
    throw refused(
      'DATABASE_URL is not a PostgreSQL address. Write it as postgresql://USER:PASSWORD@HOST:5432/DATABASE.',
    )
  const host = `${url.hostname || 'localhost'}:${url.port || '5432'}`
  const database = decode(url.pathname.slice(1))
  if (!database) throw refused(`DATABASE_URL names no database at ${host}. Add its name: …@${host}/DATABASE.`)
  return { name: `“${database}” at ${host}`, host, database, user: decode(url.username) || 'nobody' }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw refused('DATABASE_URL holds a % that is not part of an escape. Write a literal % as %25, an @ as %40.')
  }
}

type ServerFacts = { version: number; encoding: string; standby: boolean }

async function readServerFacts(client: pg.Client): Promise<ServerFacts> {
  const { rows } = await client.query<ServerFacts>(`
    SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding,
           pg_is_in_recovery() AS standby`)
  if (!rows[0]) throw new Error('the server told nothing about itself')
  return rows[0]
}

function assertFits(
  name: string,
  { version, encoding, standby }: ServerFacts,
  { readOnly }: { readOnly: boolean },
): void {
  const major = Math.floor(version / 10_000)
  if (major < oldestMajor)
    throw refused(`The database ${name} runs on PostgreSQL ${major}. Bouclage needs ${oldestMajor} or later.`)
  if (encoding !== 'UTF8')
    throw refused(`The database ${name} is encoded in ${encoding}. Create one with ENCODING 'UTF8', and name that.`)
  if (standby && !readOnly)
    throw refused(`The database ${name} is a read-only standby. Name the primary server in DATABASE_URL.`)
}

function sayWhatIsWrong(error: unknown, { name, host, database, user }: Place): string {
  switch (codeOf(error)) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `No machine answers to the name in ${host}. Check the host in DATABASE_URL.`
    case 'ECONNREFUSED':
      return `Nothing listens at ${host}. Start PostgreSQL there, or correct the host and port in DATABASE_URL.`
    case '28P01':
      return `PostgreSQL at ${host} refused the password of the user “${user}”. Correct it in DATABASE_URL.`
    case '28000':
      return `PostgreSQL at ${host} does not let the user “${user}” in. Check the user in DATABASE_URL and pg_hba.conf.`
    case '3D000':
      return `There is no database “${database}” at ${host}. Create it, or correct the name in DATABASE_URL.`
    case '42501':
      return `The user “${user}” may not connect to the database ${name}. Grant it CONNECT, or name another user.`
    case '57P03':
      return `PostgreSQL at ${host} is starting or stopping. Wait a moment and start again.`
    default:
      return `The database ${name} does not answer: ${withoutAddress(error)}. Check DATABASE_URL and the server.`
  }
}

function codeOf(error: unknown): string | undefined {
  // A name with several addresses fails with one error for each of them.
  const one: unknown = error instanceof AggregateError ? error.errors[0] : error
  return one instanceof Error && 'code' in one && typeof one.code === 'string' ? one.code : undefined
}

/** A driver's message may quote the address, and with it the password. */
const withoutAddress = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/postgres(ql)?:\/\/\S+/g, 'the address')

const refused = (sentence: string): NewsroomError => new NewsroomError('SETTING_REFUSED', sentence)
