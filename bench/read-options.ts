import { parseArgs } from 'node:util'
import { NewsroomError } from '../errors.ts'
import { contenders } from './contenders.ts'

export type Options = {
  what: 'delivery' | 'admin-list'
  sizes: number[]
  rounds: number
  /** Of load, for each contender and question in each round. */
  seconds: number
  connections: number
  only: string[]
  json: string | undefined
  server: string | undefined
}

const help =
  'npm run bench -- [admin-list] [--quick] [--size N]… [--only NAME]… [--rounds N] [--seconds N] [--connections N] ' +
  '[--server postgresql://…] [--json FILE]'

/** Throws INVALID_INPUT with a sentence for what the bench does not know. */
export function readOptions(args: string[]): Options {
  const { values, positionals } = parse(args)
  const [what = 'delivery', ...more] = positionals
  if ((what !== 'delivery' && what !== 'admin-list') || more.length > 0)
    throw refused(`The bench knows nothing called “${positionals.join(' ')}”.`)
  const only = values.only ?? []
  const unknown = only.find(name => !contenders.some(each => each.name === name))
  if (unknown)
    throw refused(`There is no contender “${unknown}”; there are ${contenders.map(({ name }) => name).join(', ')}.`)
  const sizes = (values.size ?? (values.quick ? ['500'] : ['500', '10000', '100000'])).map(size =>
    numberIn('size', size, { from: 20, to: 2_000_000 }),
  )
  return {
    what,
    sizes,
    rounds: numberIn('rounds', values.rounds ?? (values.quick ? '1' : '3'), { from: 1, to: 100 }),
    seconds: numberIn('seconds', values.seconds ?? (values.quick ? '1' : '2'), { from: 1, to: 600 }),
    connections: numberIn('connections', values.connections ?? '16', { from: 1, to: 1_000 }),
    only,
    json: values.json,
    server: values.server,
  }
}

function parse(args: string[]) {
  const text = { type: 'string' } as const
  const list = { type: 'string', multiple: true } as const
  const quick = { type: 'boolean' } as const
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        quick,
        size: list,
        only: list,
        rounds: text,
        seconds: text,
        connections: text,
        json: text,
        server: text,
      },
    })
  } catch (error) {
    throw refused(`${error instanceof Error ? error.message : String(error)}.`)
  }
}

function numberIn(name: string, text: string, { from, to }: { from: number; to: number }): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN
  if (number >= from && number <= to) return number
  throw refused(`--${name} is “${text}”; give a whole number from ${from} to ${to}.`)
}

const refused = (sentence: string) => new NewsroomError('INVALID_INPUT', `${sentence} Ask: ${help}`)
