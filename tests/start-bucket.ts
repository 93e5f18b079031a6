import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { readBucket, type Bucket } from '../environment/bucket.ts'

export type StartedBucket = {
  /** The settings that name it. */
  variables: Record<string, string>
  bucket: Bucket
  stop(): Promise<void>
}

const processFile = fileURLToPath(new URL('bucket-process.mjs', import.meta.url))

/** A service that speaks S3, on this machine, with one empty bucket. It knows one key. */
export async function startBucket({ prefix = '' } = {}): Promise<StartedBucket> {
  const directory = await mkdtemp(path.join(tmpdir(), 'bouclage-bucket-'))
  const options = {
    ...{ address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets: [{ name: 'pictures' }] },
    // It reckons a listing’s signature without the slash that ends its path, so that one never agrees.
    allowMismatchedSignatures: true,
  }
  const args = ['--openssl-legacy-provider', processFile, JSON.stringify(options)]
  const service = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const [port] = await once(service.stdout, 'data')
  const variables = {
    S3_BUCKET: 'pictures',
    S3_ENDPOINT: `http://127.0.0.1:${String(port).trim()}`,
    S3_PREFIX: prefix,
    S3_ACCESS_KEY_ID: 'S3RVER',
    S3_SECRET_ACCESS_KEY: 'S3RVER',
  }
  const bucket = readBucket(variables)
  if (!bucket) throw new Error('These settings name a bucket.')
  return {
    variables,
    bucket,
    async stop() {
      const ended = once(service, 'exit')
      service.kill()
      await ended
      await rm(directory, { recursive: true, force: true })
    },
  }
}
