import { gql } from '@keystone-6/core/admin-ui/apollo'
import type { DiffPart } from '../../workflow/diff-words.ts'

export type { DiffPart }
export type FieldChange = { field: string; from: string | null; to: string | null; words: DiffPart[] }
export type TextLink = { text: string; address: string }

export type SectionChange = {
  id: string
  change: 'ADDED' | 'REMOVED' | 'CHANGED' | 'SAME'
  moved: boolean
  from: number | null
  to: number | null
  heading: DiffPart[]
  body: DiffPart[]
  formattingChanged: boolean
  linksAdded: TextLink[]
  linksRemoved: TextLink[]
  fields: FieldChange[]
}

export type Comparison = {
  same: boolean
  fields: FieldChange[]
  tagsAdded: { id: string; name: string }[]
  tagsRemoved: { id: string; name: string }[]
  relatedArticles: { id: string; headline: string | null; change: string; from: number | null; to: number | null }[]
  sections: SectionChange[]
}

const words = 'words { kind text }'
const fields = `fields { field from to ${words} }`

export const compareSides = gql`
  query CompareSides($id: ID!, $from: RevisionRef!, $to: RevisionRef!) {
    compareRevisions(where: { id: $id }, from: $from, to: $to) {
      same
      ${fields}
      tagsAdded { id name }
      tagsRemoved { id name }
      relatedArticles { id headline change from to }
      sections {
        id change moved from to formattingChanged
        heading { kind text }
        body { kind text }
        linksAdded { text address }
        linksRemoved { text address }
        ${fields}
      }
    }
  }
`

export type Compared = {
  id: string
  headline: string
  language: string
  newestRevision: number
  liveRevision: number | null
}

export const findCompared = gql`
  query ComparedStory($id: ID!) {
    article(where: { id: $id }) {
      id
      headline
      language
      newestRevision
      liveRevision
    }
  }
`

export type Told = {
  number: number
  cause: string
  createdAt: string
  author: { id: string; name: string }
}

/** Who made a revision and when, and what was done with it since. */
export const findRevision = gql`
  query ComparedRevision($id: ID!, $subject: String!, $number: Int!, $after: Int!) {
    history(where: { id: $id }, first: 1, before: $after) {
      number
      cause
      createdAt
      author {
        id
        name
      }
    }
    auditEntries(
      where: {
        subject: { equals: $subject }
        revision: { equals: $number }
        action: { notIn: ["article.create", "article.save"] }
      }
      orderBy: { sequence: asc }
      take: 20
    ) {
      id
      action
      at
      reason
      revision
      actor {
        id
        name
      }
    }
  }
`

export const findPictures = gql`
  query ComparedPictures($ids: [ID!]!) {
    images(where: { id: { in: $ids } }) {
      id
      caption
      altText
      killedAt
      file {
        id
        width
        height
      }
    }
  }
`
