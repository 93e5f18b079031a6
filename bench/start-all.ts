import type { BenchDatabase } from './bench-database.ts'
import { checkAnswer } from './check-answer.ts'
import { contenders, withText, type Contender, type Request } from './contenders.ts'
import { countStatements } from './count-statements.ts'
import type { Question } from './questions.ts'
import type { Started } from './start-contender.ts'
import { memoryOf } from './watch-process.ts'

/** `mix` asks for everything in turn, while one story a second is published. */
export type Asking = Question['name'] | 'mix'

export type Running = {
  contender: Contender
  started: Started
  /** Megabytes, when it was ready. */
  memory: number | null
  /** SQL statements a request. */
  statements: Map<Asking, number | null>
}

export type Place = {
  database: BenchDatabase
  names: string[]
  questions: Question[]
  /** The file that tells the first contender all it knows. */
  bodiesFile: string
}

/**
 * Starts each contender, checks its answer to every question and counts its statements. Those that cannot start or
 * answer wrongly are in `failures`, by name; `running` is filled as they start, so that the caller can end them.
 */
export async function startAll(
  { database, names, questions, bodiesFile }: Place,
  running: Running[],
): Promise<Map<string, string>> {
  const failures = new Map<string, string>()
  for (const name of names) {
    const contender = contenderCalled(name)
    try {
      const shared = running.find(each => each.contender.name === contender.sharesProcessOf)
      const started = shared?.started ?? (await contender.start(database.url, bodiesFile))
      const entry: Running = { contender, started, memory: memoryOf(started.pid), statements: new Map() }
      running.push(entry)
      for (const question of questions) {
        await checkAnswers(entry, question)
        entry.statements.set(question.name, await countFor(entry, question, database))
      }
    } catch (error) {
      failures.set(name, error instanceof Error ? error.message : String(error))
    }
  }
  return failures
}

/** What Bouclage answers, by address. */
export async function bodiesOf(databaseUrl: string, questions: Question[]): Promise<Record<string, string>> {
  const cached = contenderCalled('cached')
  const started = await cached.start(databaseUrl, '')
  const bodies: Record<string, string> = {}
  for (const { name, asked } of questions)
    for (const each of asked) {
      const request = cached.request(each, name)
      bodies[request.path] = await bodyOf(started, request)
    }
  await started.stop()
  return bodies
}

function contenderCalled(name: string): Contender {
  const contender = contenders.find(each => each.name === name)
  if (!contender) throw new Error(`There is no contender “${name}”.`)
  return contender
}

async function checkAnswers({ contender, started }: Running, { name, asked }: Question): Promise<void> {
  for (const each of asked) {
    const request = contender.request(each, name)
    await bodyOf(started, { ...request, path: withText(request, each) })
    checkAnswer(await bodyOf(started, request), each)
  }
}

/** Before there is any load: whoever was just under it has statements on their way for a while. */
async function countFor(
  { contender, started }: Running,
  { name, asked: [first] }: Question,
  database: BenchDatabase,
): Promise<number | null> {
  if (!first) return null
  return countStatements(database, () => bodyOf(started, contender.request(first, name)))
}

async function bodyOf({ url }: Started, { path, method, headers, body }: Request): Promise<string> {
  const response = await fetch(url + path, { method, headers, body })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${path.slice(0, 80)} was answered with ${response.status}: ${text}`)
  return text
}
