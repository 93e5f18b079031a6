import { pino, type DestinationStream, type Logger } from 'pino'
import { requestContext } from './request-context.ts'

export type { Logger } from 'pino'

const secretNames = ['password', 'token', 'tokenHash', 'secret', 'cookie', 'authorization', 'set-cookie']

/**
 * JSON, one line an event, with the id of the request it belongs to. Values under the names of secrets are struck out,
 * down to three levels; nothing that people typed is to be logged in the first place.
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
        return requestId ? { requestId } : {}
      },
      serializers: { err: withoutValues },
      redact: { paths: secretNames.flatMap(pathsOf), censor: '[secret]' },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  )
}

/** Prisma's messages quote the query with its values; what went wrong is their last line. */
function withoutValues(error: Error) {
  const { message, stack, ...rest } = pino.stdSerializers.err(error)
  if (!error.name?.startsWith('Prisma')) return { ...rest, message, stack }
  return {
    type: error.name,
    code: 'code' in error ? error.code : undefined,
    message: message?.trim().split('\n').at(-1),
  }
}

const pathsOf = (name: string) => ['', '*.', '*.*.'].map(depth => `${depth}["${name}"]`.replace('.[', '['))
