import { tellApart } from './contenders.ts'
import { measure, type Measure } from './measure.ts'
import { publishSteadily } from './publish-steadily.ts'
import type { Question } from './questions.ts'
import type { Options } from './read-options.ts'
import type { Asking, Running } from './start-all.ts'

export type Rounds = {
  size: number
  questions: Question[]
  databaseUrl: string
  running: Running[]
  options: Pick<Options, 'rounds' | 'connections' | 'seconds'>
}

/** What each contender, by name, did in each round. */
export type Measures = Map<string, Map<Asking, Measure[]>>

/** Contenders take turns within a question, so that what the machine does meanwhile falls on all alike. */
export async function runRounds(rounds: Rounds, say: (sentence: string) => void): Promise<Measures> {
  const { size, questions, running, options } = rounds
  const measures: Measures = new Map(running.map(({ contender }) => [contender.name, new Map()]))
  const askings = [...questions.map(({ name }) => name), 'mix'] as const
  say(`Warming up, ${size} stories.`)
  // V8 compiles what runs often, after some thousand requests: without this the first figures are of another program.
  for (const asking of askings) for (const runner of running) await measureOne(runner, asking, rounds)
  for (let round = 1; round <= options.rounds; round += 1) {
    say(`Round ${round} of ${options.rounds}, ${size} stories.`)
    for (const asking of askings)
      for (const runner of running) {
        const ofRunner = measures.get(runner.contender.name)
        ofRunner?.set(asking, [...(ofRunner.get(asking) ?? []), await measureOne(runner, asking, rounds)])
      }
  }
  return measures
}

async function measureOne(
  { contender, started }: Running,
  asking: Asking,
  { size, questions, databaseUrl, options: { connections, seconds } }: Rounds,
): Promise<Measure> {
  const chosen = questions.filter(({ name }) => asking === 'mix' || name === asking)
  const each = chosen.flatMap(({ name, asked }) => asked.map(one => contender.request(one, name)))
  const requests = contender.toldApart ? each.flatMap(request => tellApart(request, connections)) : each
  const { url, pid } = started
  const writer = asking === 'mix' ? publishSteadily(databaseUrl, size) : undefined
  const measured = await measure({ url, pid, requests, connections, seconds })
  await writer?.stop()
  return measured
}
