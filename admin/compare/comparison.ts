import { gql } from '@keystone-6/core/admin-ui/apollo'
import type { TextLink } from '../../workflow/compare-links.ts'
import type { OrderChange } from '../../workflow/compare-order.ts'
import type * as stored from '../../workflow/compare-snapshots.ts'
import type { DiffPart } from '../../workflow/diff-words.ts'

export type { DiffPart, TextLink }
export type { FieldChange } from '../../workflow/compare-snapshots.ts'

/** As the workflow compares, with names where it has ids. */
export type SectionChange = Omit<stored.SectionChange, 'links'> & { linksAdded: TextLink[]; linksRemoved: TextLink[] }

export type Comparison = Pick<stored.Comparison, 'same' | 'fields'> & {
  tagsAdded: { id: string; name: string }[]
  tagsRemoved: { id: string; name: string }[]
  relatedArticles: (OrderChange & { headline: string | null })[]
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
