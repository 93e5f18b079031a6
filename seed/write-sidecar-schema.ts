/** `npx tsx seed/write-sidecar-schema.ts` writes sidecar.schema.json anew from sidecar-schema.ts. */
import { writeFileSync } from 'node:fs'
import { format } from 'prettier'
import { describeSidecar } from './describe-sidecar.ts'

const json = JSON.stringify(describeSidecar())
writeFileSync(new URL('sidecar.schema.json', import.meta.url), await format(json, { parser: 'json', printWidth: 120 }))
