import { useState } from 'react'
import { gql, useMutation, useQuery } from '@keystone-6/core/admin-ui/apollo'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sentenceOf } from '../words/sentence-of.ts'

export type PreviewLink = {
  id: string
  revision: number | null
  note: string
  createdBy: { name: string } | null
  createdAt: string
  expiresAt: string
  revokedAt: string | null
  timesOpened: number
  lastOpenedAt: string | null
}

const findLinks = gql`
  query PreviewLinks($id: ID!) {
    previewLinksOf(where: { id: $id }) {
      id
      revision
      note
      createdBy {
        id
        name
      }
      createdAt
      expiresAt
      revokedAt
      timesOpened
      lastOpenedAt
    }
  }
`

const makeLink = gql`
  mutation MakePreviewLink($id: ID!, $revision: Int, $days: Int!, $note: String!, $language: String!) {
    makePreviewLink(where: { id: $id }, revision: $revision, days: $days, note: $note, language: $language) {
      url
    }
  }
`

const revokeLink = gql`
  mutation RevokePreviewLink($id: ID!) {
    revokePreviewLink(where: { id: $id }) {
      id
      revokedAt
    }
  }
`

export type LinkOrder = { revision: number | null; days: number; note: string }

/** A story's links for people outside, and what can be done with them. */
export function useLinks(articleId: string) {
  const language = useInterfaceLanguage()
  const { data, error, refetch } = useQuery<{ previewLinksOf: PreviewLink[] }>(findLinks, {
    ...{ variables: { id: articleId }, fetchPolicy: 'no-cache' },
  })
  const [send, { loading: isMaking }] = useMutation<{ makePreviewLink: { url: string } }>(makeLink)
  const [end] = useMutation(revokeLink)
  const [url, setUrl] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const trying = async (act: () => Promise<unknown>) => {
    setRefusal(null)
    try {
      await act()
      await refetch()
    } catch (problem) {
      setRefusal(sentenceOf(problem))
    }
  }
  return {
    links: data?.previewLinksOf ?? [],
    refusal: refusal ?? error?.message ?? null,
    url,
    isMaking,
    make: (order: LinkOrder) =>
      trying(async () => {
        const made = await send({ variables: { id: articleId, language, ...order } })
        setUrl(made.data?.makePreviewLink.url ?? null)
      }),
    revoke: (id: string) => trying(() => end({ variables: { id } })),
  }
}
