import { g } from '@keystone-6/core'
import {
  fieldType,
  type BaseFieldTypeInfo,
  type BaseListTypeInfo,
  type CommonFieldConfig,
  type FieldTypeFunc,
} from '@keystone-6/core/types'

import { Refusal } from '../errors.ts'
import { acceptUpload } from '../images/accept-upload.ts'
import type { IncomingUpload } from '../images/drain-upload.ts'
import type { PictureStorage } from '../images/picture-storage.ts'
import { storePicture } from '../images/store-picture.ts'
import { keepRefusal } from './keep-refusals.ts'

type UploadInput = { upload: Promise<IncomingUpload> } | null | undefined

/** `id` is the picture's key: it names the stored bytes and the picture's address. */
type PictureColumns = { id: string; extension: string; filesize: number; width: number; height: number }

/**
 * The file of a picture: drained and checked whole before anything is stored, and never changed afterwards. It has the
 * columns, the GraphQL fields and the admin view of Keystone's `image()`, and is a field of its own because that one does
 * not know AVIF, and deletes bytes together with their row, at once and outside any transaction, while revisions and
 * publications still show them.
 */
export function imageFileField<ListTypeInfo extends BaseListTypeInfo>({
  pictures,
  ...config
}: Omit<CommonFieldConfig<ListTypeInfo, BaseFieldTypeInfo>, 'graphql'> & {
  pictures: PictureStorage
}): FieldTypeFunc<ListTypeInfo> {
  return () =>
    fieldType({ kind: 'multi', fields: columns })({
      ...config,
      graphql: { omit: { update: true }, isNonNull: { create: true } },
      ui: { ...config.ui, itemView: { fieldMode: 'read', ...config.ui?.itemView } },
      input: {
        create: {
          arg: g.arg({ type: ImageFieldInput }),
          resolve: keepRefusal((input: UploadInput) => storeUpload(pictures, input)),
        },
      },
      output: g.field({ type: ImageFieldOutput, resolve: ({ value }) => value }),
      views: '@keystone-6/core/fields/types/image/views',
    })
}

/**
 * What the list keeps beside the file, for its `resolveInput` on create: the upload is the one that the field has already
 * accepted, so this costs nothing. Sizes are pixels the way up that the picture is shown; the hash is SHA-256 in hex;
 * `texts` are those that the file brings along.
 */
export async function factsOfUploadedFile(input: UploadInput) {
  if (!input) return undefined
  const { width, height, contentHash, fileName, texts } = await acceptUpload(input.upload)
  return { facts: { width, height, contentHash, fileName }, texts }
}

async function storeUpload(pictures: PictureStorage, input: UploadInput): Promise<PictureColumns> {
  if (!input)
    throw new Refusal('INVALID_INPUT', {
      en: 'A picture needs a file. Choose one, then save again.',
      fr: 'Il manque le fichier de la photo. Choisissez-en un, puis enregistrez de nouveau.',
    })
  const picture = await acceptUpload(input.upload)
  const id = await storePicture(pictures, picture)
  const { format, width, height } = picture
  return { id, extension: format, filesize: picture.bytes.length, width, height }
}

const columns = {
  id: { kind: 'scalar', scalar: 'String', mode: 'required', index: 'unique' },
  extension: { kind: 'scalar', scalar: 'String', mode: 'required' },
  filesize: { kind: 'scalar', scalar: 'Int', mode: 'required' },
  width: { kind: 'scalar', scalar: 'Int', mode: 'required' },
  height: { kind: 'scalar', scalar: 'Int', mode: 'required' },
} as const

const ImageFieldInput = g.inputObject({
  name: 'ImageFieldInput',
  fields: { upload: g.arg({ type: g.nonNull(g.Upload) }) },
})

const ImageFieldOutput = g.object<PictureColumns>()({
  name: 'ImageFieldOutput',
  fields: {
    id: g.field({ type: g.nonNull(g.ID) }),
    url: g.field({ type: g.nonNull(g.String), resolve: ({ id }) => `/images/${id}/original` }),
    extension: g.field({ type: g.nonNull(g.String) }),
    filesize: g.field({ type: g.nonNull(g.Int) }),
    width: g.field({ type: g.nonNull(g.Int) }),
    height: g.field({ type: g.nonNull(g.Int) }),
  },
})
