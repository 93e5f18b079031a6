import type { AddedPicture } from './send-picture.ts'

/** What is to be typed about a picture as soon as it is there. */
export type UploadTexts = { altText: string; caption: string; creditLine: string; isDecorative: boolean }

export type Upload = {
  key: string
  file: File
} & (
  | { state: 'waiting' }
  | { state: 'sending'; part: number }
  | { state: 'refused'; refusal: string }
  | { state: 'added'; picture: AddedPicture; texts: UploadTexts; isSaved: boolean; problem: string | null }
)

export type UploadChange =
  | { type: 'add'; uploads: Upload[] }
  | { type: 'replace'; key: string; upload: (upload: Upload) => Upload }
  | { type: 'remove'; keys: string[] }

export function changeUploads(uploads: Upload[], change: UploadChange): Upload[] {
  if (change.type === 'add') return [...uploads, ...change.uploads]
  if (change.type === 'remove') return uploads.filter(({ key }) => !change.keys.includes(key))
  return uploads.map(upload => (upload.key === change.key ? change.upload(upload) : upload))
}

/** More at once only make each slower, and the server looks at one after the other. */
export const mostAtOnce = 3

/** Those to be sent now: in the order in which they were given. */
export function nextToSend(uploads: Upload[]): Upload[] {
  const free = mostAtOnce - uploads.filter(({ state }) => state === 'sending').length
  return uploads.filter(({ state }) => state === 'waiting').slice(0, Math.max(0, free))
}

/** What the file itself said is there to be looked over. */
export const textsOf = ({ altText, caption, creditLine, isDecorative }: AddedPicture): UploadTexts => ({
  altText,
  caption,
  creditLine,
  isDecorative,
})

export const isComplete = ({ altText, creditLine, isDecorative }: UploadTexts): boolean =>
  (altText.trim() !== '' || isDecorative) && creditLine.trim() !== ''
