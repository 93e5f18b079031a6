import { once } from 'node:events'
import { request as httpRequest } from 'node:http'

export type SentFile = { name: string; bytes: Buffer }
export type UploadAnswer = {
  status: number
  text: string
  code: string | undefined
  message: string
  /** The key of the picture that was added; undefined when none was. */
  key: string | undefined
}

const boundary = '----bouclage-7f3a'
export const multipart = `multipart/form-data; boundary=${boundary}`

const mutation = `mutation ($file: Upload!) { createImage(data: { file: { upload: $file } }) { file { id } } }`
const operations = JSON.stringify({ query: mutation, variables: { file: null } })

/** A part of a form; a file when it has a name, which goes out as it is, whatever stands in it. */
export type FormPart = { field: string; value: string | Buffer; name?: string }

export function formOf(parts: FormPart[]): Buffer {
  const written = parts.flatMap(({ field, value, name }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${field}"` +
        (name === undefined ? '' : `; filename="${name.replace(/["\\]/g, '\\$&')}"\r\nContent-Type: image/jpeg`) +
        '\r\n\r\n',
    ),
    Buffer.from(value as string), // a Buffer is taken as well
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([...written, Buffer.from(`--${boundary}--\r\n`)])
}

/** As the picture library sends one file. */
export const formWith = ({ name, bytes }: SentFile): Buffer =>
  formOf([
    { field: 'operations', value: operations },
    { field: 'map', value: '{"0":["variables.file"]}' },
    { field: '0', value: bytes, name },
  ])

export type Sender = { port: number; cookie: string }

export const sendPicture = (sender: Sender, file: SentFile): Promise<UploadAnswer> => sendForm(sender, formWith(file))

/** Sends a form as it is; `headers` go over those that it would have, and an empty one leaves its name out. */
export async function sendForm(
  { port, cookie }: Sender,
  form: Buffer,
  headers: Record<string, string> = {},
): Promise<UploadAnswer> {
  const usual = { cookie, 'content-type': multipart, 'content-length': String(form.length) }
  const all = Object.entries({ ...usual, 'apollo-require-preflight': 'true', ...headers })
  const sending = httpRequest({
    ...{ host: '127.0.0.1', port, path: '/api/graphql', method: 'POST', agent: false },
    headers: Object.fromEntries(all.filter(([, value]) => value !== '')),
  })
  sending.end(form)
  const [response] = await once(sending, 'response')
  // Whoever answers early may close the connection before all was sent.
  sending.on('error', () => {})
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return read(response.statusCode, Buffer.concat(chunks).toString('utf8'))
}

function read(status: number, text: string): UploadAnswer {
  const { data, errors } = parse(text)
  const [error] = errors ?? []
  return { status, text, code: error?.extensions?.code, message: error?.message ?? '', key: data?.createImage?.file.id }
}

type GraphqlAnswer = {
  data?: { createImage?: { file: { id: string } } | null } | null
  errors?: { message: string; extensions?: { code?: string } }[]
}

function parse(text: string): GraphqlAnswer {
  try {
    return JSON.parse(text) as GraphqlAnswer // as GraphQL servers answer
  } catch {
    return {}
  }
}
