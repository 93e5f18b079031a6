import { pino, type DestinationStream, type Logger } from 'pino'
import { traceIds } from '../tracing.ts'
import { requestContext } from './request-context.ts'

export type { Logger } from 'pino'

const secretNames = ['password', 'token', 'tokenHash', 'secret', 'cookie', 'authorization', 'set-cookie']

/**
 * JSON, one line an event, with the ids of the request and the trace it belongs to. Of errors only what is harmless is
 * told, and values under the names of secrets are struck out, down to three levels; nothing that people typed is to be
 * logged in the first place.
 */
export function createLog({ level, destination }: { level: string; destination?: DestinationStream }): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: name => ({ level: name }) },
      mixin: () => {
        const requestId = requestContext()?.requestId
        return { ...(requestId && { requestId }), ...traceIds() }
      },
      serializers: { err: (error: unknown) => withoutValues(error) },
      redact: { paths: secretNames.flatMap(pathsOf), censor: '[secret]' },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  )
}

/**
 * What an error may tell the log. Everything else that hangs on one stays out: pg hangs its connection on it, with its
 * settings and the statements under way, and PostgreSQL's `detail` quotes rows.
 */
const harmless = ['code', 'syscall', 'severity', 'schema', 'table', 'column', 'constraint', 'routine'] as const

type Told = Partial<Record<(typeof harmless)[number], unknown>> & {
  type: string
  message: string
  stack: string | undefined
  cause?: Told
}

function withoutValues(error: unknown, depth = 5): Told {
  if (!(error instanceof Error)) return { type: typeof error, message: 'no error was thrown', stack: undefined }
  const facts = harmless.filter(name => name in error).map(name => [name, Reflect.get(error, name) as unknown])
  return {
    type: error.name,
    ...Object.fromEntries(facts),
    message: messageOf(error),
    // Its first lines are the message once more.
    stack: error.stack
      ?.split('\n')
      .filter(line => /^ +at /.test(line))
      .join('\n'),
    ...(error.cause instanceof Error && depth > 0 && { cause: withoutValues(error.cause, depth - 1) }),
  }
}

/** Prisma's messages quote the query with its values; what went wrong is their last line. PostgreSQL quotes bad values. */
function messageOf({ name, message }: Error): string {
  const said = name.startsWith('Prisma') ? (message.trim().split('\n').at(-1) ?? '') : message
  return /invalid input|out of range|malformed|too long/i.test(said) ? said.replace(/".*"/s, '"…"') : said
}

const pathsOf = (name: string) => ['', '*.', '*.*.'].map(depth => `${depth}["${name}"]`.replace('.[', '['))
