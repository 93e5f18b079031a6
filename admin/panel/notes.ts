import { gql, useApolloClient, useQuery } from '@keystone-6/core/admin-ui/apollo'
import type { NoteReply, NoteState } from '../../workflow/note.ts'
import { sentenceOf } from '../words/sentence-of.ts'

export type Note = {
  id: string
  text: string
  state: NoteState
  sectionId: string
  sectionHeading: string
  createdAt: string
  author: { id: string; name: string } | null
  replies: NoteReply[]
}

const findNotes = gql`
  query StoryNotes($id: ID!) {
    article(where: { id: $id }) {
      id
      notes(orderBy: { createdAt: desc }, take: 100) {
        id
        text
        state
        sectionId
        sectionHeading
        createdAt
        author {
          id
          name
        }
        replies
      }
    }
  }
`

const mutations = {
  open: gql`
    mutation OpenNote($article: ID!, $sectionId: String!, $text: String!) {
      createEditorialNote(data: { article: { connect: { id: $article } }, sectionId: $sectionId, text: $text }) {
        id
      }
    }
  `,
  reply: gql`
    mutation ReplyToNote($id: ID!, $text: String!) {
      replyEditorialNote(where: { id: $id }, text: $text) {
        id
      }
    }
  `,
  resolve: gql`
    mutation ResolveNote($id: ID!) {
      resolveEditorialNote(where: { id: $id }) {
        id
      }
    }
  `,
  reopen: gql`
    mutation ReopenNote($id: ID!) {
      reopenEditorialNote(where: { id: $id }) {
        id
      }
    }
  `,
}

type Found = { article: { notes: Note[] } | null }

/** The notes on a story, newest first, for every part of the page that shows some of them. */
export function useNotes(articleId: string) {
  const { data, error } = useQuery<Found>(findNotes, {
    variables: { id: articleId },
    skip: articleId === '',
    // All who ask share one answer.
    fetchPolicy: 'cache-first',
  })
  return { notes: data?.article?.notes ?? null, error }
}

/** Writes, answers, resolves or reopens a note; the answer is the refusal’s sentence, or null where it was done. */
export function useNoteMoves(articleId: string) {
  const client = useApolloClient()
  return async (name: keyof typeof mutations, variables: Record<string, string>): Promise<string | null> => {
    try {
      await client.mutate({ mutation: mutations[name], variables })
      await readNotes(client, articleId)
      // What the checklist and the buttons say follows from the notes.
      await client.refetchQueries({ include: ['StoryPanel'] })
      return null
    } catch (error) {
      return sentenceOf(error)
    }
  }
}

/** Asks for them anew: colleagues write notes too. */
export const readNotes = (client: ReturnType<typeof useApolloClient>, articleId: string) =>
  client.query<Found>({ query: findNotes, variables: { id: articleId }, fetchPolicy: 'network-only' })

export const isOpen = ({ state }: Note) => state !== 'resolved'
