import { spawn } from 'node:child_process'
import { once } from 'node:events'

export type Advisory = { name: string; severity: string; title: string; url: string; isFixable: boolean }

/** npm's report, version 2: by package, with the advisories themselves or the names of packages that bring them. */
type Report = {
  vulnerabilities?: Record<
    string,
    { severity: string; fixAvailable: unknown; via: (string | { title: string; url: string; severity: string })[] }
  >
  message?: string
  error?: { summary?: string }
}

/** What the registry knows against the packages that are served and run; a sentence where it does not say. */
export async function askNpmAudit(stop: AbortSignal): Promise<Advisory[] | string> {
  const child = spawn('npm', ['audit', '--omit=dev', '--json'], { stdio: ['ignore', 'pipe', 'ignore'], signal: stop })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', text => (output += text))
  await once(child, 'close').catch(() => stop.throwIfAborted())
  return advisoriesIn(output)
}

export function advisoriesIn(output: string): Advisory[] | string {
  const report = parse(output)
  if (!report.vulnerabilities) return report.error?.summary || report.message || 'npm audit gave no answer.'
  return Object.entries(report.vulnerabilities).flatMap(([name, { fixAvailable, via }]) =>
    via.flatMap(cause => {
      // A name alone: the package that brings the trouble is listed itself.
      if (typeof cause === 'string') return []
      const { title, url, severity } = cause
      return [{ name, severity, title, url, isFixable: Boolean(fixAvailable) }]
    }),
  )
}

function parse(output: string): Report {
  try {
    return JSON.parse(output) as Report // as npm documents it
  } catch {
    return {}
  }
}
