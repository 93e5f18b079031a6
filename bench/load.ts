import { connect } from 'node:net'
import process from 'node:process'
import { json } from 'node:stream/consumers'
import type { Request } from './contenders.ts'

/**
 * Asks a server over connections that stay open, each anew as soon as it was answered, and prints how fast that went.
 * Bodies are counted and thrown away: autocannon, which makes a string of each, takes 0.4 ms for a list of 20 stories
 * that the server answers from memory in 0.05, so that it would measure itself.
 */
export type LoadGiven = { url: string; requests: Request[]; connections: number; seconds: number }
export type LoadSeen = { rate: number; total: number; wrong: number; median: number; p99: number }

const { url, requests, connections, seconds } = (await json(process.stdin)) as LoadGiven // by measure.ts
const { hostname, port, host } = new URL(url)
const messages = requests.map(writeMessage)
const latencies: number[] = []
let asked = 0
let wrong = 0

const began = performance.now()
const end = began + seconds * 1000
await Promise.all(Array.from({ length: connections }, askOverAndOver))
const took = (performance.now() - began) / 1000
latencies.sort((one, other) => one - other)
const seen: LoadSeen = {
  ...{ rate: latencies.length / took, total: latencies.length, wrong },
  ...{ median: quantile(0.5), p99: quantile(0.99) },
}
console.log(JSON.stringify(seen))

function writeMessage({ method, path, headers = {}, body = '' }: Request): Buffer {
  const all = { host, ...headers, ...(body && { 'content-length': String(Buffer.byteLength(body)) }) }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`)
}

/** One connection, until the time is over. Rejects when it breaks. */
function askOverAndOver(): Promise<void> {
  return new Promise((resolve, reject) => {
    let sent = 0
    let head: Uint8Array = Buffer.alloc(0)
    /** Bytes of the answer that are yet to come; undefined while its head is. */
    let left: number | undefined
    const socket = connect({ host: hostname, port: Number(port), onread: { buffer: Buffer.alloc(2 ** 18), callback } })
    socket.on('connect', ask).on('error', reject)
    socket.on('close', () => reject(new Error(`${url} closed a connection in the middle of an answer`)))

    function ask() {
      sent = performance.now()
      socket.write(messages[asked++ % messages.length] ?? '')
    }

    function callback(length: number, buffer: Uint8Array): boolean {
      if (left === undefined) left = readHead(buffer.subarray(0, length))
      else left -= length
      if (left === 0) answered()
      return true
    }

    function readHead(bytes: Uint8Array): number | undefined {
      const read = head.length > 0 ? Buffer.concat([head, bytes]) : Buffer.from(bytes.buffer, 0, bytes.length)
      const headLength = read.indexOf('\r\n\r\n') + 4
      if (headLength < 4) {
        // The buffer is filled anew with the next piece.
        head = Buffer.from(read)
        return undefined
      }
      const text = read.toString('latin1', 0, headLength)
      const bodyLength = /\r\ncontent-length: (\d+)/i.exec(text)?.[1]
      if (!text.startsWith('HTTP/1.1 200 ')) wrong += 1
      if (bodyLength === undefined) reject(new Error(`${url} does not say how long an answer is: ${text}`))
      return headLength + Number(bodyLength) - read.length
    }

    function answered() {
      const now = performance.now()
      latencies.push(now - sent)
      left = undefined
      head = Buffer.alloc(0)
      if (now < end) return ask()
      resolve()
      socket.destroy()
    }
  })
}

function quantile(share: number): number {
  return latencies[Math.floor(latencies.length * share)] ?? NaN
}
