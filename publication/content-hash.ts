import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'
import { takeSnapshot, type Snapshot } from './snapshot.ts'

/** Hex SHA-256 of the snapshot's canonical JSON: the same for the same content, whatever `''`, null or key order say. */
export function contentHash(snapshot: Snapshot): string {
  return createHash('sha256')
    .update(canonicalJson(takeSnapshot(snapshot)))
    .digest('hex')
}
