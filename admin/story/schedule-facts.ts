import { numberIn, timeIn, valueIn } from './read-item.ts'
import { sayTime } from '../words/say-time.ts'

/** What the row says of the story's times, in the order in which an editor asks. */
export function scheduleFacts(item: unknown): string[] {
  const [comes, leaves, retry] = ['publishAt', 'unpublishAt', 'scheduleRetryAt'].map(key => timeIn(item, key))
  const error = valueIn(item, 'scheduleError')
  const tries = numberIn(item, 'scheduleAttempts')
  return [
    ...(comes ? [`Goes live on ${sayTime(comes)}.`] : []),
    ...(leaves ? [`Leaves readers on ${sayTime(leaves)}.`] : []),
    ...(typeof error === 'string' ? [error] : []),
    ...(typeof error === 'string' && tries && retry ? [`Tried ${times(tries)}; again on ${sayTime(retry)}.`] : []),
  ]
}

const times = (count: number) => (count === 1 ? 'once' : `${count} times`)
