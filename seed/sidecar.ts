import type { z } from 'zod'
import { NewsroomError } from '../errors.ts'
import { sidecarSchema } from './sidecar-schema.ts'

const longestSidecar = 262_144
const reasonsShown = 20

/** What a text document doesn't say about its story. */
export type Sidecar = z.infer<typeof sidecarSchema>

/** Reads a document's `NAME.json`. Throws DOCUMENT_REFUSED, naming the file and every field that is wrong. */
export function readSidecar(json: string, fileName: string): Sidecar {
  if (json.length > longestSidecar) throw refuse(fileName, [`it has more than ${longestSidecar} characters`])
  const { data, error } = sidecarSchema.safeParse(parseJson(json, fileName))
  if (error) throw refuse(fileName, error.issues.flatMap(tellIssue))
  return data
}

function parseJson(json: string, fileName: string): unknown {
  try {
    return JSON.parse(json.replace(/^\ufeff/, ''))
  } catch (error) {
    throw refuse(fileName, [`it is not JSON (${error instanceof Error ? error.message : 'unreadable'})`])
  }
}

function tellIssue(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => `“${nameOf([...issue.path, key])}” is not a field of a sidecar`)
  }
  return [issue.path.length === 0 ? issue.message : `“${nameOf(issue.path)}”: ${issue.message}`]
}

/** `tags[3].kind` */
function nameOf(path: PropertyKey[]): string {
  const steps = path.map(step => (typeof step === 'number' ? `[${step}]` : `.${String(step).slice(0, 60)}`))
  return steps.join('').replace(/^\./, '')
}

function refuse(fileName: string, reasons: string[]): NewsroomError {
  const list = reasons.slice(0, reasonsShown).join('; ')
  return new NewsroomError('DOCUMENT_REFUSED', `${fileName}: ${list}.`, { fileName, reasons })
}
