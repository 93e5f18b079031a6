import { refuse, valueOf, type Variables } from './variables.ts'

/** A bucket of Amazon S3, or of a service that speaks its language. */
export type Bucket = Readonly<{
  name: string
  region: string
  /** Where the service is, when it is not Amazon's: `https://objects.example.org`. */
  endpoint: string | undefined
  /** What stands before every key: empty, or a path that ends in a slash. */
  prefix: string
  /** Without them, what the machine itself may do counts, as by a role. */
  keys: Readonly<{ id: string; secret: string }> | undefined
}>

/** Undefined when none is named: pictures are then kept in DATA_DIR. */
export function readBucket(variables: Variables): Bucket | undefined {
  const name = valueOf(variables, 'S3_BUCKET')
  if (!name) return refuseWithout(variables)
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
    refuse(
      `S3_BUCKET is “${name}”, which no bucket is called. Give its name alone, for example S3_BUCKET=newsroom-pictures.`,
    )
  }
  return Object.freeze({
    name,
    region: readRegion(variables),
    endpoint: readEndpoint(variables),
    prefix: readPrefix(variables),
    keys: readKeys(variables),
  })
}

const others = ['S3_REGION', 'S3_ENDPOINT', 'S3_PREFIX', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY']

/** Whoever has set one of them believes that pictures are kept in a bucket. */
function refuseWithout(variables: Variables): undefined {
  const set = others.find(name => valueOf(variables, name))
  if (set) refuse(`${set} is set, and S3_BUCKET is not, so pictures would be kept in DATA_DIR. Name the bucket too.`)
  return undefined
}

function readRegion(variables: Variables): string {
  const region = valueOf(variables, 'S3_REGION') ?? 'us-east-1'
  if (/^[a-z0-9-]{1,50}$/.test(region)) return region
  return refuse(`S3_REGION is “${region}”, which is no region’s name. Give one such as S3_REGION=eu-west-3.`)
}

function readEndpoint(variables: Variables): string | undefined {
  const text = valueOf(variables, 'S3_ENDPOINT')
  if (!text) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  // It may hold a secret: no sentence repeats it.
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.pathname !== '/' || url.search) {
    refuse(
      'S3_ENDPOINT is not the address of a service. Give it without a path, for example S3_ENDPOINT=https://s3.example.org.',
    )
  }
  return url.origin
}

function readPrefix(variables: Variables): string {
  const text = valueOf(variables, 'S3_PREFIX')?.replace(/\/+$/, '')
  if (!text) return ''
  if (text.length <= 200 && text.split('/').every(part => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(part)))
    return `${text}/`
  return refuse(
    `S3_PREFIX is “${text}”. Give names of letters, digits, dots, dashes and slashes between, for example S3_PREFIX=bouclage/pictures.`,
  )
}

function readKeys(variables: Variables): Bucket['keys'] {
  const [id, secret] = [valueOf(variables, 'S3_ACCESS_KEY_ID'), valueOf(variables, 'S3_SECRET_ACCESS_KEY')]
  if (id && secret) return Object.freeze({ id, secret })
  if (id || secret) {
    refuse(
      'Of S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY one is set. Give both, or none where the machine has a role of its own.',
    )
  }
  return undefined
}
