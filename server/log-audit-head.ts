import type { Logger } from './log.ts'

type Head = { sequence: number; hash: string }

/**
 * Logs the newest entry of the audit trail now, every so often, and when `stop` is called: logs are kept elsewhere, so
 * `npm run audit:verify -- --head SEQUENCE:HASH` finds a trail that was cut or rewritten since, whoever did it.
 */
export function logAuditHead(
  readHead: () => Promise<Head>,
  { log, everyMs }: { log: Logger; everyMs: number },
): { stop: () => Promise<void> } {
  const say = async () => {
    try {
      const { sequence, hash } = await readHead()
      log.info({ auditHead: `${sequence}:${hash}` }, 'head of the audit trail')
    } catch (error) {
      log.warn({ err: error }, 'could not read the head of the audit trail')
    }
  }
  void say()
  const timer = setInterval(() => void say(), everyMs).unref()
  return {
    stop() {
      clearInterval(timer)
      return say()
    },
  }
}
