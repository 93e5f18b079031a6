import { text, timestamp } from '@keystone-6/core/fields'
import type { BaseListTypeInfo } from '@keystone-6/core/types'

/** No control characters, which no newsroom types on purpose; tab and line feed where a text has lines. */
const oneLine = /^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u
const manyLines = /^(?:[^\p{Cc}\p{Cs}]|[\t\n])*$/u

type TextOptions = {
  max: number
  required?: boolean
  isIndexed?: boolean | 'unique'
  label?: string
  description?: string
  /** A view of the admin in the place of Keystone's. */
  views?: string
}

/** A line of text, at most `max` UTF-16 units long. */
export const shortText = <Info extends BaseListTypeInfo>(options: TextOptions) =>
  text<Info>({
    isIndexed: options.isIndexed,
    validation: {
      isRequired: options.required ?? false,
      length: { max: options.max },
      match: { regex: oneLine, explanation: 'Control characters and line breaks cannot stand here' },
    },
    ui: { label: options.label, description: options.description, views: options.views },
  })

/** Several lines of text, at most `max` UTF-16 units long. */
export const longText = <Info extends BaseListTypeInfo>(options: TextOptions) =>
  text<Info>({
    validation: {
      length: { max: options.max },
      match: { regex: manyLines, explanation: 'Control characters cannot stand here' },
    },
    ui: { displayMode: 'textarea', label: options.label, description: options.description, views: options.views },
  })

/** A part of a public address: unique, and made by the list when left empty. */
export const slugText = <Info extends BaseListTypeInfo>(description: string) =>
  text<Info>({
    isIndexed: 'unique',
    validation: {
      length: { max: 120 },
      match: { regex: /^([a-z0-9]+(-[a-z0-9]+)*)?$/, explanation: 'Small letters, digits and single hyphens only' },
    },
    ui: { description },
  })

const inNoInput = { create: true, update: true } as const

const inSidebar = {
  createView: { fieldMode: 'hidden' },
  itemView: { fieldMode: 'read', fieldPosition: 'sidebar' },
} as const

/** `createdAt` and `updatedAt`, kept by the program; `views` names views of the admin in the place of Keystone's. */
export const timestamps = <Info extends BaseListTypeInfo>(views: { createdAt?: string; updatedAt?: string } = {}) => ({
  createdAt: timestamp<Info>({
    defaultValue: { kind: 'now' },
    validation: { isRequired: true },
    graphql: { omit: inNoInput },
    ui: { ...inSidebar, label: 'Created', views: views.createdAt },
  }),
  updatedAt: timestamp<Info>({
    db: { updatedAt: true },
    isIndexed: true,
    graphql: { omit: inNoInput },
    ui: { ...inSidebar, label: 'Last changed', views: views.updatedAt },
  }),
})
