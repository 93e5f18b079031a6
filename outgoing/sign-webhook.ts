import { createHmac, randomBytes } from 'node:crypto'

const prefix = 'whsec_'

/** A new key in the form of standardwebhooks.com: 32 random bytes in base64 behind `whsec_`. */
export const newWebhookSecret = () => prefix + randomBytes(32).toString('base64')

/**
 * The headers by which a receiver knows that a call is ours, fresh, and which one it is: see standardwebhooks.com. The id
 * stays the same when a call is tried again; the time does not.
 */
export function signWebhook(secret: string, { id, body, now }: { id: string; body: string; now: Date }) {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const key = Buffer.from(secret.slice(prefix.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
