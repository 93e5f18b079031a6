import { z } from 'zod'
import { sidecarSchema } from './sidecar-schema.ts'

/** The sidecar as JSON Schema 2020-12. What it has no words for (a decorative picture's text) only `readSidecar` says. */
export function describeSidecar(): object {
  const { $schema, ...schema } = z.toJSONSchema(sidecarSchema, { io: 'input' })
  return { $schema, title: 'Sidecar of a Bouclage text document', ...schema }
}
