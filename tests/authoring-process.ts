import { createInterface } from 'node:readline'
import { startAuthoring } from './start-authoring.ts'

/**
 * A process for the test of many uploads, started by it as a child: the authoring API with an author signed in. It tells
 * where in its first line; then, for every line that it reads, the most memory that it ever had, in bytes.
 */
const say = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`)

const authoring = await startAuthoring()
await authoring.addUser('author@example.org', 'author')
const { cookie } = await authoring.signIn('author@example.org', 'correct horse')
const { port, dataDir, databaseUrl } = authoring
say({ port, dataDir, databaseUrl, cookie })
for await (const _ of createInterface(process.stdin)) say(process.resourceUsage().maxRSS * 1024)
await authoring.close()
