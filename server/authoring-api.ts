import type { Logger } from './log.ts'
import { formatAuthoringError } from './authoring-errors.ts'
import { authoringLimits } from './authoring-limits.ts'
import { keepReading } from './keep-reading.ts'
import { limitQueries } from './limit-queries.ts'
import { traceOperations } from './trace-operations.ts'

/** How the authoring API's Apollo server is set up: for Keystone's `graphql.apolloConfig`. */
export function authoringApi(log: Logger) {
  return {
    formatError: formatAuthoringError(log),
    plugins: [limitQueries(), keepReading, traceOperations],
    // Enough to see what is wrong with a query; each costs a search for what may have been meant.
    validationOptions: { maxErrors: 10 },
    parseOptions: { maxTokens: authoringLimits.tokens },
    // Strangers are stopped at the gate; whoever is signed in may know the schema.
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    // Nobody needs it here, and it keeps what callers send.
    persistedQueries: false as const,
    // Apollo would end the process while we still drain it.
    stopOnTerminationSignals: false,
    logger: log,
  }
}
