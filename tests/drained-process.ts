import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { drainOnSignals } from '../server/drain.ts'
import { createLog } from '../server/log.ts'

/**
 * A process for the tests of draining, started by them as a child. `/` answers at once, `/slow` when `/finish` was asked
 * for, `/never` not at all. It tells its port, and each step of its end, in lines on standard output.
 */
const say = (line: string) => process.stdout.write(`${line}\n`)
let finishSlow = () => {}

const server = createServer((request, response) => {
  if (request.url === '/never') return void say('never asked')
  if (request.url !== '/slow') return void response.end('at once')
  finishSlow = () => response.end('at last')
  say('slow asked')
})
process.on('SIGUSR2', () => finishSlow())
drainOnSignals(server, {
  graceMs: Number(process.argv[2]),
  log: createLog({ level: 'silent' }),
  onDrain: () => say('draining'),
  async close() {
    say('closed')
    if (process.argv[3] === 'hang') await new Promise(() => setInterval(() => {}, 1_000))
  },
})
server.listen(0, '127.0.0.1', () => say(`port ${(server.address() as AddressInfo).port}`)) // of a TCP server
