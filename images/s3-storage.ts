import type * as Sdk from '@aws-sdk/client-s3'
import type { Bucket } from '../environment/bucket.ts'
import { Refusal, type NewsroomError } from '../errors.ts'
import { assertStorageKey, isStorageKey, type PictureStorage, type StoredBytes } from './picture-storage.ts'

/**
 * Pictures as objects of a bucket. Several processes may share it, and so may other things beside its prefix. An object
 * arrives whole or not at all, so nothing unfinished is ever left behind. It may be allowed to list, read, write and
 * delete, and nothing else.
 */
export function s3Storage(bucket: Bucket, patience: Patience = normalPatience): PictureStorage {
  const open = once(() => openBucket(bucket, patience))
  const at = (key: string) => {
    assertStorageKey(key)
    return { Bucket: bucket.name, Key: bucket.prefix + key }
  }
  return {
    async put(key, bytes, contentType) {
      const place = at(key)
      const { client, PutObjectCommand } = await open()
      await orUnavailable(client.send(new PutObjectCommand({ ...place, Body: bytes, ContentType: contentType })))
    },
    async read(key) {
      const place = at(key)
      const { client, GetObjectCommand } = await open()
      try {
        const { Body } = await client.send(new GetObjectCommand(place))
        return Body ? Buffer.from(await Body.transformToByteArray()) : null
      } catch (error) {
        // Where the bucket itself is gone, nobody is told that a picture does not exist: caches would keep that.
        if (nameOf(error) === 'NoSuchKey') return null
        throw unavailable(error)
      }
    },
    async delete(key) {
      const place = at(key)
      const { client, DeleteObjectCommand } = await open()
      await orUnavailable(client.send(new DeleteObjectCommand(place)))
    },
    list: () => listObjects(bucket, open),
    removeUnfinished: async () => 0,
    async check() {
      const { client, PutObjectCommand } = await open()
      const place = { Bucket: bucket.name, Key: bucket.prefix + readiness }
      await orUnavailable(
        client.send(new PutObjectCommand({ ...place, Body: Buffer.from('ready'), ContentType: 'text/plain' })),
      )
    },
  }
}

type Opened = typeof Sdk & { client: Sdk.S3Client }

/** Keys cannot start with a dot, so no picture is ever called this. */
const readiness = '.ready'

/** In milliseconds, for each of two tries: to connect, and for all of it. */
export type Patience = Readonly<{ connectionTimeout: number; requestTimeout: number }>

/** Half a minute at the very most, like everything that a request waits for; 20 MB have to arrive in time. */
const normalPatience: Patience = { connectionTimeout: 2_000, requestTimeout: 12_000 }

/** Loaded when it is first used: a newsroom that keeps its pictures on disk has none of it in memory. */
async function openBucket({ region, endpoint, keys }: Bucket, patience: Patience): Promise<Opened> {
  const sdk = await import('@aws-sdk/client-s3')
  const client = new sdk.S3Client({
    ...{ region, endpoint, forcePathStyle: endpoint !== undefined },
    ...(keys && { credentials: { accessKeyId: keys.id, secretAccessKey: keys.secret } }),
    // By itself the time for a request would only be complained of.
    ...{ requestHandler: { ...patience, throwOnRequestTimeout: true }, maxAttempts: 2 },
    // Checksums beyond those that the protocol asks for: services other than Amazon's refuse them.
    ...{ requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' },
  })
  return { ...sdk, client }
}

async function* listObjects({ name, prefix }: Bucket, open: () => Promise<Opened>): AsyncGenerator<StoredBytes> {
  const { client, paginateListObjectsV2 } = await open()
  try {
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: name, Prefix: prefix })) {
      for (const { Key = '', LastModified: storedAt } of Contents) {
        const key = Key.slice(prefix.length)
        if (storedAt && isStorageKey(key)) yield { key, storedAt }
      }
    }
  } catch (error) {
    throw unavailable(error)
  }
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined
  return () => (made ??= make())
}

const orUnavailable = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw unavailable(error)
  })

function unavailable(error: unknown): NewsroomError {
  const sentence = {
    en:
      `The picture storage does not answer (${nameOf(error)}). ` +
      'Check the bucket, the S3_… settings and what their key may do, then try again.',
    fr:
      `Le stockage des images ne répond pas (${nameOf(error)}). ` +
      'Il faut vérifier le bucket, les réglages S3_… et les droits de leur clé, puis réessayer.',
  }
  return Object.assign(new Refusal('UNAVAILABLE', sentence), { cause: error })
}

/** What S3 calls it, or the system. */
const nameOf = (error: unknown) =>
  error instanceof Error ? ('code' in error ? String(error.code) : error.name) : 'unknown'
