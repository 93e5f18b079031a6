import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { makeDraft, makeMove } from './make-stories.ts'
import { openBrowser } from './open-browser.ts'
import { openDesk, type Desk } from './open-desk.ts'

describe('a page whose address says what it shows', () => {
  let newsroom: RunningNewsroom
  let browser: Browser
  let editor: Desk

  before(async () => {
    newsroom = await startNewsroom()
    browser = await openBrowser()
    editor = await openDesk(browser, newsroom, 'editor')
  })
  after(async () => {
    await browser?.close()
    await newsroom?.stop()
  })

  /** Opens a page in a browser so busy that its router is late by half a second. */
  const openBusy = async (address: string) => {
    const { page } = editor
    await page.goto(`${newsroom.url}${address}`)
    await page.waitForFunction('window.next?.router?.isReady')
    await page.evaluate(`
      const { router } = window.next
      for (const way of ['push', 'replace']) {
        const follow = router[way].bind(router)
        router[way] = async (...asked) => {
          await new Promise(resolve => setTimeout(resolve, 500))
          return follow(...asked)
        }
      }`)
    return page
  }

  test('the calendar that is asked twice for the next week goes two weeks on, and back by as many steps', async () => {
    const page = await openBusy('/calendar?date=2026-10-05')
    await page.getByRole('button', { name: 'Next week' }).dblclick()
    await page.getByRole('heading', { name: /19.+25 October/ }).waitFor()
    await page.waitForURL(/date=2026-10-19/)
    await page.getByRole('button', { name: 'Day', exact: true }).click()
    const pressed = await page.getByRole('button', { name: 'Day', exact: true }).getAttribute('aria-pressed')
    await page.waitForURL(/span=day/)
    await page.goBack()
    await page.getByRole('heading', { name: /19.+25 October/ }).waitFor()

    assert.equal(pressed, 'true')
  })

  test('the way in which two revisions are compared is chosen at once', async () => {
    const story = await makeMove(editor, 'submit', await makeDraft(editor, 'Comparée sans attendre'))
    const page = await openBusy(`/articles/${story.id}/compare?from=1&to=working`)
    await page.getByRole('radio', { name: 'Side by side' }).check()
    await page.waitForURL(/view=beside/)
    await page.goBack()
    await page.getByRole('radio', { name: 'In one text', checked: true }).waitFor()
  })

  test('what is looked for in the library is typed without losing a letter, and gone with its address', async () => {
    const page = await openBusy('/pictures')
    const search = page.getByRole('searchbox')
    await search.pressSequentially('marché de Noël', { delay: 40 })
    await page.getByRole('radio', { name: 'Mine' }).click()
    const chosen = await page.getByRole('radio', { name: 'Mine' }).isChecked()
    const typed = await search.inputValue()
    await page.waitForURL(/part=MINE&search=march%C3%A9\+de\+No%C3%ABl$/)
    await page.getByRole('navigation', { name: 'main' }).getByRole('link', { name: 'Pictures' }).click()
    await page.waitForURL(/\/pictures$/)
    await page.getByRole('radio', { name: 'All', checked: true }).waitFor()
    const emptied = await search.inputValue()

    assert.deepEqual([chosen, typed, emptied], [true, 'marché de Noël', ''])
  })

  test('the list of stories that is sorted twice by a column is turned around', async () => {
    const page = await openBusy('/articles')
    await page.getByRole('button', { name: 'Headline' }).dblclick()
    await page.waitForURL(/sort=-headline/)
  })

  test('the editor’s browser had nothing to complain about', () => {
    assert.deepEqual(editor.troubles, [])
  })
})
