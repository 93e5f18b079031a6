import assert from 'node:assert/strict'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'

/** Fails with every serious or critical finding of axe on the page as it stands, or on a part of it, and where it is. */
export async function assertAccessible(page: Page, part = 'body'): Promise<void> {
  assert.deepEqual(await findBarriers(page, part), [])
}

/** What axe finds serious or critical: each with where it stands. A frame in which nothing runs is looked at by itself. */
export async function findBarriers(page: Page, part = 'body'): Promise<string[]> {
  await untilStill(page)
  const { violations } = await new AxeBuilder({ page }).include(part).exclude('iframe').analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return grave.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html }) => `  ${html.slice(0, 300)}`).join('\n')}`,
  )
}

/** What is just fading in has no contrast yet. What turns for ever, as a sign of waiting, is not waited for. */
const untilStill = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    const passing = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    return Promise.all(passing.map(({ finished }) => finished.catch(() => {})))
  })
