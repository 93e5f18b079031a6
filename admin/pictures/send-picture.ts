import { languageNow } from '../words/interface-language.ts'
import { pictureSelection, type Picture } from './picture.ts'

const mutation = `mutation AddPicture($file: Upload!) {
  createImage(data: { file: { upload: $file } }) { ${pictureSelection} creator }
}`

export type AddedPicture = Picture & { creator: string }
export type Sent = { picture: AddedPicture } | { refusal: string } | { isUnreachable: true } | { isCancelled: true }

/**
 * Sends one file as a new picture, telling how much of it has left (0 to 1). Answers rather than throws: one file's
 * refusal is no concern of the others. XMLHttpRequest, since fetch does not tell how far an upload is.
 */
export function sendPicture(
  file: File,
  { onProgress, signal }: { onProgress: (part: number) => void; signal: AbortSignal },
): Promise<Sent> {
  return new Promise(resolve => {
    const request = new XMLHttpRequest()
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
    request.addEventListener('load', () => resolve(readAnswer(request.responseText)))
    request.addEventListener('error', () => resolve({ isUnreachable: true }))
    request.addEventListener('abort', () => resolve({ isCancelled: true }))
    signal.addEventListener('abort', () => request.abort())
    request.open('POST', '/api/graphql')
    // Keystone takes a form with a file only from whoever could have asked first, by CORS.
    request.setRequestHeader('apollo-require-preflight', 'true')
    request.setRequestHeader('accept-language', languageNow())
    request.send(formOf(file))
  })
}

/** https://github.com/jaydenseric/graphql-multipart-request-spec */
function formOf(file: File): FormData {
  const form = new FormData()
  form.append('operations', JSON.stringify({ query: mutation, variables: { file: null } }))
  form.append('map', JSON.stringify({ 0: ['variables.file'] }))
  form.append('0', file, file.name)
  return form
}

function readAnswer(text: string): Sent {
  try {
    // Our own server's answer to the mutation above.
    const answer = JSON.parse(text) as {
      data?: { createImage: AddedPicture | null } | null
      errors?: { message: string }[]
    }
    if (answer.data?.createImage) return { picture: answer.data.createImage }
    const refusal = answer.errors?.[0]?.message
    return refusal ? { refusal } : { isUnreachable: true }
  } catch {
    // A proxy's page of an error, say.
    return { isUnreachable: true }
  }
}
