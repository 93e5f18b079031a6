import { Button } from '@keystar/ui/button'
import { TextField } from '@keystar/ui/text-field'
import { Text } from '@keystar/ui/typography'
import { gql, useMutation } from '@keystone-6/core/admin-ui/apollo'
import type { FieldProps } from '@keystone-6/core/types'
import type { controller } from '@keystone-6/core/fields/types/virtual/views'
import { useState } from 'react'
import { Refused } from '../look/refused.tsx'
import { Panel } from '../story/panel.tsx'
import { textIn } from '../story/read-item.ts'
import { useWebhookWords } from '../webhooks/webhook-words.ts'
import { WebhookCalls, type Outbox } from '../webhooks/webhook-calls.tsx'

export { controller } from '@keystone-6/core/fields/types/virtual/views'

const makeSecret = gql`
  mutation MakeWebhookSecret($id: ID!) {
    secret: makeWebhookSecret(id: $id)
  }
`

/** How a webhook's calls stand, and the key with which its receiver knows them. */
export function Field({ value, itemValue }: FieldProps<typeof controller>) {
  const words = useWebhookWords()
  const id = textIn(itemValue, 'id')
  if (!id || !isOutbox(value)) return null
  return (
    <>
      <Panel title={words.secret}>
        <Secret webhookId={id} />
      </Panel>
      <Panel title={words.calls}>
        <WebhookCalls webhookId={id} first={value} />
      </Panel>
    </>
  )
}

function Secret({ webhookId }: { webhookId: string }) {
  const words = useWebhookWords()
  const [secret, setSecret] = useState<string | null>(null)
  const [make, { loading, error }] = useMutation<{ secret: string }>(makeSecret, { variables: { id: webhookId } })
  const press = () =>
    make().then(
      ({ data }) => setSecret(data?.secret ?? null),
      () => setSecret(null), // said below, from `error`
    )
  return (
    <>
      <Text size="small">{words.aboutSecret}</Text>
      <Button onPress={press} isPending={loading}>
        {words.makeSecret}
      </Button>
      {error && <Refused>{error.message}</Refused>}
      {secret && (
        <TextField label={words.secret} description={words.shownOnce} value={secret} isReadOnly width="100%" />
      )}
    </>
  )
}

const isOutbox = (value: unknown): value is Outbox => typeof value === 'object' && value !== null && 'calls' in value
