import { readFileSync } from 'node:fs'
import { listen } from './listen.ts'

/** The limit of `node:http` itself: the same bytes that Bouclage answers, from memory, by the request's address. */
const [file = ''] = process.argv.slice(2)
// Written by the bench: bodies by address.
const bodies = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
const answers = new Map(Object.entries(bodies).map(([address, body]) => [address, Buffer.from(body)]))

listen((request, response) => {
  const body = answers.get(request.url ?? '')
  if (!body) return void response.writeHead(404).end()
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length })
  response.end(body)
})
