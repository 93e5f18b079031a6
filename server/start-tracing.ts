import type { Tracing } from '../environment/tracing.ts'
import type { Logger } from './log.ts'

/** Sends what is left, and no more; resolves also when nobody receives it. */
export type StopTracing = () => Promise<void>

export type TracedProcess = 'server' | 'delivery' | 'worker'

/**
 * Sends traces to where the operator wants them, until the end; without a wish nothing is loaded, and nothing costs.
 * Call it before what is to be traced begins. A second call while one runs changes nothing.
 */
export async function startTracing(
  tracing: Tracing | undefined,
  options: { process: TracedProcess; log: Logger },
): Promise<StopTracing> {
  if (!tracing) return async () => {}
  const { exportTraces } = await import('./export-traces.ts')
  return exportTraces(tracing, options)
}
