import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { limitWork } from '../../server/limit-work.ts'
import { until } from '../until.ts'

const admit = limitWork(2)
/** Requests that were let in and wait for the test to answer them. */
const atWork: ServerResponse[] = []
const server = createServer((asked: IncomingMessage, response) => {
  try {
    admit(asked, response)
  } catch (error) {
    return void response.writeHead(503).end((error as Error).message)
  }
  if (asked.url === '/large') return void response.end(Buffer.alloc(30_000_000))
  atWork.push(response)
})
let port: number
before(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  port = (server.address() as AddressInfo).port // of a TCP server that listens
})
after(() => {
  server.closeAllConnections()
  server.close()
})

async function ask(path = '/'): Promise<{ status: number | undefined; text: string }> {
  const sent = request({ port, path, host: '127.0.0.1' }).end()
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  let text = ''
  for await (const chunk of response) text += String(chunk)
  return { status: response.statusCode, text }
}

const answerAll = () => atWork.splice(0).forEach(response => response.end())

test('one more than there are places is refused in words, and the next has a place again', async () => {
  const two = [ask(), ask()]
  await until('two are at work', async () => atWork.length === 2)

  const third = await ask()
  answerAll()
  await Promise.all(two)
  const fourth = ask()
  await until('the fourth is at work', async () => atWork.length === 1)
  answerAll()

  assert.equal(third.status, 503)
  assert.match(third.text, /^2 requests are being worked on here/)
  assert.equal((await fourth).status, 200)
})

test('whoever sends slowly or reads slowly takes no place from others', async () => {
  const slow = ['POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n', 'GET /large HTTP/1.1\r\nHost: x\r\n\r\n']
  const sockets = [...slow, ...slow].map(() => connect(port, '127.0.0.1').pause().setNoDelay())
  await Promise.all(
    sockets.map((socket, index) =>
      once(
        socket.on('error', () => {}),
        'connect',
      ).then(() => socket.write([...slow, ...slow][index] ?? '')),
    ),
  )
  await until('the slow ones are in', async () => atWork.length === 2)

  const [one, other] = [ask(), ask()]
  await until('two more are at work', async () => atWork.length === 4)
  answerAll()
  const answers = await Promise.all([one, other])
  sockets.forEach(socket => socket.destroy())

  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200],
  )
})
