// The package ships its types as JSDoc, which TypeScript does not read from node_modules.
declare module 'graphql-upload/Upload.js' {
  import type { Readable } from 'node:stream'

  export default class Upload {
    promise: Promise<{ createReadStream(): Readable; filename: string; mimetype: string; encoding: string }>
    resolve(file: { createReadStream(): Readable; filename: string; mimetype: string; encoding: string }): void
    reject(error: Error): void
  }
}

declare module 'graphql-upload/graphqlUploadExpress.js' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  type Unpack = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void
  export default function graphqlUploadExpress(limits: { maxFileSize: number; maxFiles: number }): Unpack
}
