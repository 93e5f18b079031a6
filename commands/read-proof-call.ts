import { NewsroomError } from '../errors.ts'
import {
  proofNames,
  proofParts,
  type ProofName,
  type ProofPart,
  type ProofSize,
  type ProofUnit,
} from './proof-parts.ts'

export type ProofCall = Readonly<{
  /** In the order of the table. */
  parts: ProofName[]
  /** How long each part is to be; a part that is not in it has its normal form. */
  sizes: Readonly<Partial<Record<ProofName, ProofSize>>>
  listOnly: boolean
}>

const units = ['rounds', 'minutes', 'times'] as const satisfies readonly ProofUnit[]
const most = 100_000

/** What `npm run prove -- WORDS` asks for. Throws INVALID_INPUT with a sentence that names what could be said. */
export function readProofCall(words: readonly string[]): ProofCall {
  const named: ProofName[] = []
  const asked: ProofSize[] = []
  let isLong = false
  let listOnly = false
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    const unit = units.find(each => word === `--${each}`)
    if (unit) asked.push({ unit, number: readNumber(unit, words[(index += 1)]) })
    else if (word === '--long') isLong = true
    else if (word === '--list') listOnly = true
    else named.push(readPart(word))
  }
  const parts = proofNames.filter(name => named.length === 0 || named.includes(name))
  return { parts, sizes: sizesOf(parts, asked, isLong), listOnly }
}

function sizesOf(parts: ProofName[], asked: ProofSize[], isLong: boolean): ProofCall['sizes'] {
  for (const size of asked) {
    if (!parts.some(name => longOf(name)?.unit === size.unit)) throw measuredOtherwise(size.unit, parts)
  }
  const sizes = parts.map(name => {
    const long = longOf(name)
    return [name, asked.find(({ unit }) => unit === long?.unit) ?? (isLong ? long : undefined)] as const
  })
  return Object.fromEntries(sizes.filter(([, size]) => size !== undefined))
}

function longOf(name: ProofName): ProofSize | undefined {
  const part: ProofPart = proofParts[name]
  return part.long
}

function readPart(word: string): ProofName {
  const name = proofNames.find(each => each === word)
  if (name) return name
  throw new NewsroomError(
    'INVALID_INPUT',
    `“${word}” is no part of the proofs. The parts are ${proofNames.join(', ')}; what each proves is told by: npm run prove -- --list`,
  )
}

function readNumber(unit: ProofUnit, word: string | undefined): number {
  const number = Number(word)
  if (/^\d+(\.\d+)?$/.test(word ?? '') && number > 0 && number <= most) return number
  throw new NewsroomError(
    'INVALID_INPUT',
    `--${unit} needs a number after it${word === undefined ? '' : `, and “${word}” is none`}: for example --${unit} 20.`,
  )
}

function measuredOtherwise(unit: ProofUnit, parts: ProofName[]): NewsroomError {
  const own = proofNames.filter(name => longOf(name)?.unit === unit)
  const asked = parts.length === 1 ? `The part ${parts[0]}` : 'None of these parts'
  const verb = parts.length === 1 ? 'is not' : 'is'
  return new NewsroomError('INVALID_INPUT', `${asked} ${verb} measured in ${unit}. Those that are: ${own.join(', ')}.`)
}
