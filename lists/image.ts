import { list } from '@keystone-6/core'
import { checkbox, float, integer, relationship, text, timestamp } from '@keystone-6/core/fields'
import { operationsOn, personOf, rules, type Session } from '../access.ts'
import type { Lists } from '../generated/keystone/types.ts'
import type { PictureStorage } from '../images/picture-storage.ts'
import { longestPictureTexts as longest, type PictureTexts } from '../images/picture-texts.ts'
import type { Newsroom } from '../workflow/act.ts'
import { nameChanges } from '../workflow/name-changes.ts'
import { recordSave } from '../workflow/record-save.ts'
import { factsOfUploadedFile, imageFileField } from './image-file-field.ts'
import { keepRefusals } from './keep-refusals.ts'
import { killImageAction } from './kill-image-action.ts'
import { longText, shortText, timestamps } from './text-fields.ts'

const keptByUpload = {
  graphql: { omit: { create: true, update: true } },
  ui: { createView: { fieldMode: 'hidden' }, itemView: { fieldMode: 'read', fieldPosition: 'sidebar' } },
} as const

/** Pictures. Field names follow IPTC Photo Metadata; the file of a row never changes. */
export const image = (newsroom: Newsroom, storage: PictureStorage): Lists.Image<Session> =>
  list<Lists.Image.TypeInfo<Session>>({
    access: {
      operation: operationsOn('Image'),
      filter: { update: rules.writeImages },
    },
    fields: {
      file: imageFileField({ pictures: storage, ui: { label: 'Picture', views: './admin/fields/picture-file' } }),
      altText: longText({
        max: longest.altText,
        label: 'Alternative text',
        description: 'What the picture shows, for those who cannot see it.',
      }),
      isDecorative: checkbox({
        ui: {
          label: 'Decorative',
          description: 'It says nothing that the text does not: no alternative text is needed.',
        },
      }),
      caption: longText({ max: longest.caption, description: 'Shown below the picture.' }),
      creditLine: shortText({
        max: longest.creditLine,
        label: 'Credit line',
        description: 'Whom to credit, as it is to be printed.',
      }),
      creator: shortText({ max: longest.creator, description: 'Who made it.' }),
      copyrightNotice: shortText({ max: longest.copyrightNotice, label: 'Copyright notice' }),
      usageTerms: longText({
        max: longest.usageTerms,
        label: 'Usage terms',
        description: 'What the licence allows.',
      }),
      rightsExpire: timestamp({ ui: { label: 'Rights end', description: 'From then on the picture cannot go live.' } }),
      isIllustrative: checkbox({
        ui: { label: 'Illustrative', description: '“Photo non contractuelle”: it does not show the event itself.' },
      }),
      focalPointX: float({
        validation: { min: 0, max: 1 },
        ui: {
          label: 'Focal point, from the left',
          description: '0 to 1: what must stay visible when the picture is cropped.',
        },
      }),
      focalPointY: float({
        validation: { min: 0, max: 1 },
        ui: { label: 'Focal point, from the top', description: '0 to 1.' },
      }),
      width: integer({ ...keptByUpload }),
      height: integer({ ...keptByUpload }),
      contentHash: text({ isIndexed: true, ...keptByUpload }),
      fileName: text({ ...keptByUpload, ui: { ...keptByUpload.ui, label: 'File name' } }),
      // A code of https://cv.iptc.org/newscodes/digitalsourcetype/, empty where the file does not say.
      digitalSourceType: text({ ...keptByUpload, ui: { ...keptByUpload.ui, label: 'How it came about' } }),
      uploadedBy: relationship({
        ref: 'User',
        graphql: { omit: { create: true, update: true } },
        ui: { createView: { fieldMode: 'hidden' }, itemView: { fieldMode: 'read', fieldPosition: 'sidebar' } },
      }),
      killedAt: timestamp({ ...keptByUpload }),
      ...timestamps<Lists.Image.TypeInfo<Session>>(),
    },
    actions: { kill: killImageAction(newsroom) },
    hooks: keepRefusals<Lists.Image.TypeInfo<Session>>({
      resolveInput: {
        async create({ resolvedData, inputData, context }) {
          const uploader = personOf(context.session)
          const uploaded = await factsOfUploadedFile(inputData.file as never)
          const filled = fillFromFile(resolvedData, uploaded?.texts ?? {})
          const uploadedBy = uploader && { uploadedBy: { connect: { id: uploader.id } } }
          return { ...resolvedData, ...filled, ...uploaded?.facts, ...uploadedBy }
        },
      },
      afterOperation: {
        async create({ item, context }) {
          await recordSave(context, newsroom, { action: 'image.create', subject: `image:${item.id}` })
        },
        async update({ item, originalItem, context }) {
          const reason = nameChanges(originalItem, item)
          await recordSave(context, newsroom, { action: 'image.update', subject: `image:${item.id}`, reason })
        },
      },
    }),
    graphql: { omit: { delete: true } },
    ui: {
      label: 'Pictures',
      singular: 'Picture',
      plural: 'Pictures',
      // Addresses under /images belong to delivery.
      path: 'pictures',
      labelField: 'caption',
      searchFields: ['caption', 'altText', 'creditLine'],
      listView: {
        initialColumns: ['file', 'caption', 'creditLine', 'createdAt'],
        initialSort: { field: 'createdAt', direction: 'DESC' },
      },
    },
  })

/** What was typed wins over what the file says. */
function fillFromFile(typed: Record<string, unknown>, texts: PictureTexts): PictureTexts {
  return Object.fromEntries(Object.entries(texts).filter(([field]) => !typed[field]))
}
