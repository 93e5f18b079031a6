import { useState } from 'react'
import { gql, useApolloClient } from '@keystone-6/core/admin-ui/apollo'
import type { Question } from '../../workflow/transitions.ts'
import { sentenceOf } from '../words/sentence-of.ts'
import type { PanelMove, PanelStory } from './panel-story.ts'

export type MoveAnswers = Partial<Record<Question, string>>

const types: Record<Question, string> = {
  reason: 'String!',
  note: 'String!',
  override: 'String',
  publishAt: 'DateTime!',
}

/** Makes a move from the version that is shown; `press` says whether it was made, `refusal` why not. */
export function useMove({ id, version }: PanelStory, { name, asks }: PanelMove) {
  const client = useApolloClient()
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)

  async function press(answers: MoveAnswers): Promise<boolean> {
    setPending(true)
    setRefusal(null)
    try {
      const variables = { id, version, ...Object.fromEntries(asks.map(ask => [ask, answers[ask] ?? null])) }
      await client.mutate({ mutation: mutationOf(name, asks), variables })
      return true
    } catch (error) {
      setRefusal(sentenceOf(error))
      return false
    } finally {
      setPending(false)
    }
  }
  return { press, pending, refusal }
}

function mutationOf(name: string, asks: Question[]) {
  const declared = asks.map(ask => `, $${ask}: ${types[ask]}`).join('')
  const given = asks.map(ask => `, ${ask}: $${ask}`).join('')
  return gql`mutation StoryMove($id: ID!, $version: Int!${declared}) {
    ${name}Article(where: { id: $id }, version: $version${given}) { id }
  }`
}
