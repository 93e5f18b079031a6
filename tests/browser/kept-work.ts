import type { Page } from 'playwright'
import { until } from '../until.ts'

/** Waits until this browser keeps work that holds these words. */
export function untilKept(page: Page, words: string): Promise<unknown> {
  return until(`“${words}” is kept`, async () => (await keptIn(page)).some(kept => kept.includes(words)))
}

/** Waits until this browser keeps nothing of anybody. */
export function untilNothingKept(page: Page): Promise<unknown> {
  return until('nothing is kept', async () => (await keptIn(page)).length === 0)
}

/** Everything that is kept in this browser, as text. No function inside has a name: the page would not know tsx's own. */
function keptIn(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === 'bouclage')) return []
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('bouclage')
      opening.addEventListener('success', () => resolve(opening.result))
      opening.addEventListener('error', () => reject(new Error('The browser’s database does not open.')))
    })
    const all = await new Promise<unknown[]>((resolve, reject) => {
      const reading = database.transaction('unsaved-work').objectStore('unsaved-work').getAll()
      reading.addEventListener('success', () => resolve(reading.result))
      reading.addEventListener('error', () => reject(new Error('The browser’s database does not answer.')))
    })
    database.close()
    return all.map(kept => JSON.stringify(kept))
  })
}
