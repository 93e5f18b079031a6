import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { variablesWithFile } from '../environment/variables.ts'

export type Started = { url: string; pid: number; stop: () => Promise<void> }

const readyLine = /ready: (http:\/\/\S+)/

/** Starts a process that prints its address in a line with “ready:”; it ends with the bench, however that ends. */
export async function startContender(args: string[], settings: Record<string, string> = {}): Promise<Started> {
  const { PATH, HOME } = variablesWithFile()
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    env: { PATH, HOME, NODE_ENV: 'production', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const killWithUs = () => child.kill('SIGKILL')
  process.once('exit', killWithUs)
  const exited = once(child, 'exit')
  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (text: Buffer) => {
      output = (output + String(text)).slice(-10_000)
      const [, address] = readyLine.exec(output) ?? []
      if (address) resolve(address)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void exited.then(() => reject(new Error(`${args.join(' ')} ended before it was ready:\n${output}`)))
  })
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      process.off('exit', killWithUs)
      child.kill('SIGTERM')
      await exited
    },
  }
}
