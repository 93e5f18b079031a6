import type { Outbox, OutboxCall } from '../outgoing/read-outbox.ts'
import { g } from './newsroom-graphql.ts'

const webhookCallType = g.object<OutboxCall>()({
  name: 'WebhookCall',
  description: 'One event for one webhook.',
  fields: {
    id: g.field({ type: g.nonNull(g.ID) }),
    event: g.field({ type: g.nonNull(g.String) }),
    article: g.field({ type: g.ID }),
    state: g.field({
      type: g.nonNull(g.String),
      description: 'waiting, delivered, silenced (by a kill since) or dead.',
    }),
    tries: g.field({ type: g.nonNull(g.Int) }),
    lastStatus: g.field({ type: g.Int, description: 'The HTTP status of its last answer; null when there was none.' }),
    lastError: g.field({ type: g.String }),
    nextTry: g.field({ type: g.String, description: 'While it waits.' }),
    endedAt: g.field({ type: g.String }),
  },
})

export const webhookOutboxType = g.object<Outbox>()({
  name: 'WebhookOutbox',
  fields: {
    waiting: g.field({ type: g.nonNull(g.Int) }),
    delivered: g.field({ type: g.nonNull(g.Int) }),
    dead: g.field({ type: g.nonNull(g.Int), description: 'Given up after three days.' }),
    calls: g.field({ type: g.nonNull(g.list(g.nonNull(webhookCallType))), description: 'The newest twenty.' }),
  },
})
