import { Session } from 'node:inspector/promises'

/**
 * Counts how often each piece of JavaScript runs during an act, loops included: a measure of work that does not depend
 * on how fast or busy the machine is. Everything the process does meanwhile is counted with it.
 */
export async function startCountingWork() {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  const take = async () => {
    // Taking the counts sets them back to nought.
    const { result } = await session.post('Profiler.takePreciseCoverage')
    const blocks = result.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    return blocks.reduce((sum, { count }) => sum + count, 0)
  }
  return {
    async during(act: () => Promise<unknown>): Promise<number> {
      await take()
      await act()
      return take()
    },
    async stop() {
      await session.post('Profiler.stopPreciseCoverage')
      session.disconnect()
    },
  }
}
