import { ActionButton } from '@keystar/ui/button'
import { HStack, VStack } from '@keystar/ui/layout'
import { Text } from '@keystar/ui/typography'
import { gql, useMutation, useQuery } from '@keystone-6/core/admin-ui/apollo'
import { Refused } from '../look/refused.tsx'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayTime } from '../words/say-time.ts'
import { useWebhookWords } from './webhook-words.ts'

type Call = {
  id: string
  event: string
  article: string | null
  state: 'waiting' | 'delivered' | 'silenced' | 'dead'
  tries: number
  lastError: string | null
  nextTry: string | null
  endedAt: string | null
}

export type Outbox = { waiting: number; delivered: number; dead: number; calls: Call[] }

const readCalls = gql`
  query WebhookCalls($id: ID!) {
    webhook(where: { id: $id }) {
      id
      outbox {
        waiting
        delivered
        dead
        calls {
          id
          event
          article
          state
          tries
          lastError
          nextTry
          endedAt
        }
      }
    }
  }
`
const sendAgain = gql`
  mutation SendWebhookCallAgain($id: ID!) {
    sendWebhookCallAgain(id: $id)
  }
`

/** The newest calls of a webhook, those that were given up first, and a way to send them again. */
export function WebhookCalls({ webhookId, first }: { webhookId: string; first: Outbox }) {
  const words = useWebhookWords()
  const { data, refetch } = useQuery<{ webhook: { outbox: Outbox } | null }>(readCalls, {
    variables: { id: webhookId },
  })
  const [again, { error }] = useMutation(sendAgain)
  const { calls, waiting, delivered, dead } = data?.webhook?.outbox ?? first
  const send = (id: string) =>
    again({ variables: { id } })
      .catch(() => {}) // said below, from `error`
      .then(() => refetch())
  return (
    <VStack gap="regular">
      <HStack gap="regular" alignItems="center" justifyContent="space-between">
        <Text size="small">{calls.length === 0 ? words.none : words.counts(waiting, delivered, dead)}</Text>
        <ActionButton onPress={() => void refetch()}>{words.refresh}</ActionButton>
      </HStack>
      {error && <Refused>{error.message}</Refused>}
      <ul style={listStyle}>
        {calls.map(call => (
          <OneCall key={call.id} call={call} onSend={send} />
        ))}
      </ul>
    </VStack>
  )
}

function OneCall({ call, onSend }: { call: Call; onSend: (id: string) => Promise<unknown> }) {
  const words = useWebhookWords()
  const language = useInterfaceLanguage()
  const said = call.state === 'waiting' ? words.waiting(call.tries) : words[call.state]
  return (
    <li>
      <VStack gap="small">
        <Text weight="medium">
          {call.event} · {said}
        </Text>
        {call.endedAt && <Text size="small">{sayTime(call.endedAt, language)}</Text>}
        {call.lastError && <Text size="small">{call.lastError}</Text>}
        {call.nextTry && call.tries > 0 && <Text size="small">{words.nextTry(sayTime(call.nextTry, language))}</Text>}
        {(call.state === 'dead' || (call.state === 'waiting' && call.tries > 0)) && (
          <ActionButton alignSelf="start" onPress={() => void onSend(call.id)}>
            {words.again}
          </ActionButton>
        )}
      </VStack>
    </li>
  )
}

const listStyle = { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 16 } as const
