import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { Table } from './describe-tables.ts'

/** How much a table's rows are as COPY writes them, and which: equal rows give equal hashes, on any server. */
export type Tally = { rows: number; bytes: number; sha256: string }

/** Writes a table's rows to a new file, gzipped, and waits for the file system as it goes: no table is held in memory. */
export const copyTableOut = (client: pg.ClientBase, table: Table, file: string): Promise<Tally> =>
  readRows(client, table, [createGzip(), createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true })])

/** What `copyTableOut` would give, without writing it. */
export const tallyTable = (client: pg.ClientBase, table: Table): Promise<Tally> => readRows(client, table, [nowhere()])

async function readRows(client: pg.ClientBase, { name, columns, order }: Table, into: NodeJS.WritableStream[]) {
  const rows = client.query(copyTo(`copy (select ${columns.join()} from ${name} order by ${order.join()}) to stdout`))
  const { through, tallied } = tallying()
  await pipeline([rows, through, ...into])
  return { rows: rows.rowCount, ...tallied() }
}

/** Fills an empty table. Triggers are the caller's to silence. */
export async function copyTableIn(client: pg.ClientBase, { name, columns }: Table, file: string): Promise<Tally> {
  const rows = client.query(copyFrom(`copy ${name} (${columns.join()}) from stdin`))
  const { through, tallied } = tallying()
  await pipeline(createReadStream(file), createGunzip(), through, rows)
  return { rows: rows.rowCount, ...tallied() }
}

function tallying() {
  const hash = createHash('sha256')
  let bytes = 0
  const through = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  return { through, tallied: () => ({ bytes, sha256: hash.digest('hex') }) }
}

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })
