import { useState } from 'react'
import { gql, useApolloClient } from '@keystone-6/core/admin-ui/apollo'
import type { Line } from '../desk/line.ts'
import type { BulkMove } from './bulk-moves.ts'

/** How it went for one story: null where it is done, else why not. */
export type MoveResult = { story: Pick<Line, 'id' | 'headline'>; refusal: string | null }
export type MoveResults = { move: BulkMove; results: MoveResult[] }

type Failure = { message: string; path?: readonly (string | number)[] | undefined }

/** Makes a move with many stories, one after another: each is done or refused by itself, and the answer says which. */
export function useBulkMove(unanswered: string) {
  const client = useApolloClient()
  const [isMoving, setMoving] = useState(false)
  const make = async (move: BulkMove, stories: Line[], reason: string): Promise<MoveResults> => {
    setMoving(true)
    try {
      const { data, error } = await client.mutate<{ moved: ({ id: string } | null)[] }>({
        mutation: mutationOf(move),
        variables: { data: stories.map(({ id, version }) => ({ where: { id }, version, ...(reason && { reason }) })) },
        errorPolicy: 'all',
      })
      const failures: Failure[] = error && 'errors' in error ? (error.errors as Failure[]) : [] // as GraphQL answers
      const general = error && failures.length === 0 ? error.message : null
      return { move, results: stories.map((story, index) => resultOf(story, index)) }

      function resultOf(story: Line, index: number): MoveResult {
        const own = failures.find(({ path }) => path?.[1] === index)?.message
        const done = data?.moved?.[index]?.id === story.id
        return { story, refusal: done ? null : (own ?? general ?? unanswered) }
      }
    } finally {
      setMoving(false)
    }
  }
  return { make, isMoving }
}

const mutationOf = (move: BulkMove) => {
  const type = `${move[0]?.toUpperCase()}${move.slice(1)}ArticleArgs`
  return gql`mutation MoveArticles($data: [${type}!]!) { moved: ${move}Articles(data: $data) { id } }`
}
