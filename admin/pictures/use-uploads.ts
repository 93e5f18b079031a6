import { useEffect, useReducer, useRef } from 'react'
import { gql, useMutation } from '@keystone-6/core/admin-ui/apollo'
import { askBeforeLeaving } from './ask-before-leaving.ts'
import { sendPicture, type Sent } from './send-picture.ts'
import { changeUploads, nextToSend, textsOf, type Upload, type UploadTexts } from './upload.ts'
import { useUploadWords } from './upload-words.ts'

const saveTexts = gql`
  mutation SavePictureTexts($id: ID!, $data: ImageUpdateInput!) {
    updateImage(where: { id: $id }, data: $data) {
      id
      altText
      caption
      creditLine
      isDecorative
    }
  }
`

export type Uploads = ReturnType<typeof useUploads>

/** Pictures on their way, a few at once; each is refused, cancelled, tried again and described by itself. */
export function useUploads({ onAdded }: { onAdded?: () => void } = {}) {
  const [uploads, change] = useReducer(changeUploads, [])
  const [save] = useMutation(saveTexts)
  const words = useUploadWords()
  const stops = useRef(new Map<string, AbortController>())
  const replace = (key: string, upload: (upload: Upload) => Upload) => change({ type: 'replace', key, upload })

  const settle = (key: string, sent: Sent) => {
    stops.current.delete(key)
    if ('isCancelled' in sent) return change({ type: 'remove', keys: [key] })
    replace(key, ({ file }) => ({ key, file, ...outcomeOf(sent, words.unreachable) }))
    if ('picture' in sent) onAdded?.()
  }
  const send = ({ key, file }: Upload) => {
    const stop = new AbortController()
    stops.current.set(key, stop)
    replace(key, upload => ({ ...upload, state: 'sending', part: 0 }))
    const onProgress = (part: number) =>
      replace(key, upload => (upload.state === 'sending' ? { ...upload, part } : upload))
    void sendPicture(file, { onProgress, signal: stop.signal }).then(sent => settle(key, sent))
  }
  useEffect(() => {
    for (const upload of nextToSend(uploads)) if (!stops.current.has(upload.key)) send(upload)
  })
  useEffect(() => {
    const underWay = stops.current
    return () => underWay.forEach(stop => stop.abort())
  }, [])
  const isBusy = uploads.some(({ state }) => state === 'waiting' || state === 'sending')
  useEffect(() => (isBusy ? askBeforeLeaving() : undefined), [isBusy])

  return {
    uploads,
    add: (files: readonly File[]) => change({ type: 'add', uploads: files.map(uploadOf) }),
    cancel: (key: string) => {
      const stop = stops.current.get(key)
      if (stop) stop.abort()
      else change({ type: 'remove', keys: [key] })
    },
    retry: (key: string) => replace(key, ({ file }) => ({ key, file, state: 'waiting' })),
    remove: (keys: string[]) => change({ type: 'remove', keys }),
    type: (key: string, typed: Partial<UploadTexts>) =>
      replace(key, upload =>
        upload.state === 'added'
          ? { ...upload, texts: { ...upload.texts, ...typed }, isSaved: false, problem: null }
          : upload,
      ),
    /** Saves what was typed about one picture; whether it was taken. */
    async save(upload: Extract<Upload, { state: 'added' }>): Promise<boolean> {
      const said = await save({ variables: { id: upload.picture.id, data: upload.texts } }).then(
        () => null,
        (error: Error) => error.message,
      )
      replace(upload.key, now => (now.state === 'added' ? { ...now, isSaved: said === null, problem: said } : now))
      return said === null
    },
  }
}

let made = 0
const uploadOf = (file: File): Upload => ({ key: `upload-${(made += 1)}`, file, state: 'waiting' })

function outcomeOf(sent: Exclude<Sent, { isCancelled: true }>, unreachable: string) {
  if ('picture' in sent) {
    const { picture } = sent
    return { state: 'added' as const, picture, texts: textsOf(picture), isSaved: false, problem: null }
  }
  return { state: 'refused' as const, refusal: 'refusal' in sent ? sent.refusal : unreachable }
}
