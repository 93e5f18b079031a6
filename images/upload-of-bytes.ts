import { Readable } from 'node:stream'

import Upload from 'graphql-upload/Upload.js'

/**
 * Bytes as GraphQL's Upload scalar takes them, for scripts: `createOne({ data: { file: { upload } } })`. Keystone asks
 * for this very class, so the package must be the one that Keystone uses.
 */
export function uploadOfBytes(bytes: Buffer, filename: string): Upload {
  const upload = new Upload()
  upload.resolve({
    createReadStream: () => Readable.from([bytes]),
    filename,
    mimetype: 'application/octet-stream',
    encoding: 'binary',
  })
  return upload
}
