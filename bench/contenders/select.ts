import { listen } from './listen.ts'
import { readReadyStories, type ReadyPage } from './ready-stories.ts'

/** The limit of a database in use: one prepared select of ready JSON a request, its text passed through. */
const [connectionString = ''] = process.argv.slice(2)
const read = readReadyStories(connectionString)

listen((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bench')
  const name = pathname.slice(1) as ReadyPage // the bench asks for these alone
  read(name, searchParams.getAll('value')).then(
    // Set and not written: so Node adds the length.
    body => response.setHeader('content-type', 'application/json; charset=utf-8').end(body),
    error => response.writeHead(500).end(String(error)),
  )
})
