import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { variablesWithFile } from '../environment/variables.ts'
import { findFreePort } from './running-newsroom.ts'

export type DeliveryProcess = {
  url: string
  pid: number
  /** What `query` gives by GET, as most apps ask. */
  ask: (query: string) => Promise<Record<string, unknown>>
  statusOf: (address: string) => Promise<number>
  ready: () => Promise<{ status: number; notReady: Record<string, string> }>
  /** Sends a signal and waits for the end; gives the exit code, null when the signal ended it. */
  end: (signal: NodeJS.Signals) => Promise<number | null>
}

const project = path.resolve(import.meta.dirname, '..')
const readyLine = /^Bouclage delivery is ready: (http:\/\/\S+)$/m

/** `npm run delivery` in a process of its own, with these settings and no others: no secret is among them. */
export async function startDeliveryProcess(settings: Record<string, string>): Promise<DeliveryProcess> {
  const { PATH, HOME } = variablesWithFile()
  const child = spawn(process.execPath, ['--import', 'tsx', 'commands/delivery.ts'], {
    cwd: project,
    env: { PATH, HOME, NODE_ENV: 'production', LOG_LEVEL: 'error', PORT: String(await findFreePort()), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit').then(([code]) => code as number | null) // by Node's types of this event
  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', text => (output += text))
    child.stdout.on('data', text => {
      output += text
      const [, address] = readyLine.exec(output) ?? []
      if (address) resolve(address)
    })
    void exited.then(code => reject(new Error(`Delivery ended with ${code}:\n${output}`)))
  })
  return {
    url,
    pid: child.pid ?? 0,
    ask: query => askAt(url, query),
    statusOf: async address => (await fetch(url + address)).status,
    async ready() {
      const response = await fetch(`${url}/readyz`)
      const { notReady = {} } = (await response.json()) as { notReady?: Record<string, string> } // as server/health.ts answers
      return { status: response.status, notReady }
    },
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      return exited
    },
  }
}

async function askAt(url: string, query: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/graphql?query=${encodeURIComponent(query)}`)
  const { data, errors } = (await response.json()) as { data?: Record<string, unknown>; errors?: { message: string }[] } // GraphQL's own shape
  if (!data) throw new Error(errors?.[0]?.message)
  return data
}
