import { useEffect, useRef, useState } from 'react'
import { gql, useApolloClient } from '@keystone-6/core/admin-ui/apollo'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { ownTimeZone } from './preview-address.ts'
import { sentenceOf } from '../words/sentence-of.ts'

const previewArticle = gql`
  query PreviewArticle($id: ID!, $data: ArticleUpdateInput, $revision: Int, $language: String!, $timeZone: String) {
    previewArticle(where: { id: $id }, data: $data, revision: $revision, language: $language, timeZone: $timeZone)
  }
`

/** After the last key: soon enough to follow, and not once a letter. */
const restMs = 350

export type Asked = { articleId: string; content: Record<string, unknown>; revision: number | null }

/** The page of what is asked for, a moment after it changed. What is shown stays until there is something newer. */
export function usePreviewPage({ articleId, content, revision }: Asked): {
  html: string | null
  refusal: string | null
} {
  const client = useApolloClient()
  const language = useInterfaceLanguage()
  const [page, setPage] = useState<{ html: string | null; refusal: string | null }>({ html: null, refusal: null })
  const variables = JSON.stringify({
    ...{ id: articleId, language, revision, timeZone: ownTimeZone() },
    data: revision === null ? content : undefined,
  })
  const hasPage = useRef(false)
  useEffect(() => {
    let isCurrent = true
    const show = async () => {
      try {
        const { data } = await client.query<{ previewArticle: string }>({
          ...{ query: previewArticle, fetchPolicy: 'no-cache' },
          variables: JSON.parse(variables) as Record<string, unknown>,
        })
        hasPage.current = true
        if (isCurrent && data) setPage({ html: data.previewArticle, refusal: null })
      } catch (error) {
        if (isCurrent) setPage(({ html }) => ({ html, refusal: sentenceOf(error) }))
      }
    }
    const timer = setTimeout(() => void show(), hasPage.current ? restMs : 0)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [client, variables])
  return page
}
