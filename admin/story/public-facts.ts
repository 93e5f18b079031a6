import { numberIn, timeIn, valueIn } from './read-item.ts'
import { sayTime } from '../words/say-time.ts'

/** What the row says of the story's public life, in the order in which an editor asks. */
export function publicFacts(item: unknown): string[] {
  const [live, approved, newest] = ['liveRevision', 'approvedRevision', 'newestRevision'].map(key =>
    numberIn(item, key),
  )
  const time = (key: string, sentence: (at: string) => string) => {
    const at = timeIn(item, key)
    return at ? [sentence(sayTime(at))] : []
  }
  return [
    ...(live ? [`Readers get revision ${live}${newest && newest !== live ? ` of ${newest}` : ''}.`] : []),
    ...(valueIn(item, 'hasUnpublishedChanges') === true ? ['The working copy differs from it.'] : []),
    ...(approved && approved !== live ? [`Revision ${approved} is approved and waits for publication.`] : []),
    ...time('firstPublished', at => `First published on ${at}.`),
    ...time('killedAt', at => `Killed on ${at}.`),
    ...time('archivedAt', at => `Archived on ${at}.`),
    ...time('trashedAt', at => `In the trash since ${at}.`),
  ]
}
