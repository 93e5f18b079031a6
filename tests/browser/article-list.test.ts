import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { assertAccessible } from './assert-accessible.ts'
import { makeDraft, type Made } from './make-stories.ts'
import { openBrowser } from './open-browser.ts'
import { lookAt, openDesk, type Desk } from './open-desk.ts'

describe('the list of stories', () => {
  let newsroom: RunningNewsroom
  let browser: Browser
  let editor: Desk
  const drafts: Made[] = []

  before(async () => {
    newsroom = await startNewsroom()
    browser = await openBrowser()
    editor = await openDesk(browser, newsroom, 'editor')
    for (const name of ['Alpha', 'Bravo', 'Charlie']) drafts.push(await makeDraft(editor, `${name} au marché`))
  })
  after(async () => {
    await browser?.close()
    await newsroom?.stop()
  })

  test('what is looked for stands in the address, and the way back leads to where one was', async () => {
    const { page } = editor
    await page.getByRole('navigation', { name: 'main' }).getByRole('link', { name: 'Articles' }).click()
    await page.getByRole('link', { name: 'Alpha au marché' }).waitFor()
    await page.getByRole('button', { name: 'Headline' }).click()
    await page.waitForURL(/sort=headline/)
    await page.getByRole('searchbox', { name: 'Search' }).fill('brav march')
    await page.getByRole('searchbox', { name: 'Search' }).press('Enter')
    await page.getByText('1 story', { exact: true }).waitFor()
    const address = new URL(page.url())
    await assertAccessible(page)
    await lookAt(page, 'list-search')
    await page.getByRole('row').filter({ hasText: 'Bravo au marché' }).getByText('Draft').click()
    await page.getByRole('textbox', { name: 'Headline' }).waitFor()
    await page.goBack()
    await page.getByText('1 story', { exact: true }).waitFor()
    await page.goBack()
    await page.getByRole('link', { name: 'Alpha au marché' }).waitFor()

    assert.deepEqual([address.pathname, address.search], ['/articles', '?search=brav+march&sort=headline'])
  })

  test('of two stories moved to the trash at once, one that a colleague has just changed stays, and it says why', async () => {
    const { page } = editor
    await page.goto(`${newsroom.url}/articles?sort=headline`)
    const first = page.getByRole('checkbox', { name: 'Select “Alpha au marché”' })
    await first.focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByRole('region', { name: '2 stories selected' }).waitFor()
    await lookAt(page, 'list-selected')
    const [, bravo] = drafts
    await editor.ask(
      `mutation ($id: ID!, $version: Int!) { updateArticle(where: { id: $id }, data: { version: $version, urgency: 2 }) { id } }`,
      { id: bravo?.id, version: bravo?.version },
    )
    await page.getByRole('button', { name: 'Move to trash' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Move to trash' }).click()
    const results = page.getByRole('region', { name: 'Move to trash: 1 done, 1 refused' })
    await results.waitFor()
    const said = await results.getByRole('listitem').allTextContents()
    await assertAccessible(page)
    await lookAt(page, 'list-results')

    assert.match(said[0] ?? '', /Bravo au marché.*Refused.*changed/)
    assert.match(said[1] ?? '', /Alpha au marché.*Done/)
    await page.getByRole('region', { name: '1 story selected' }).waitFor()
  })

  test('the trash is a view of the list, from which a story is taken out again', async () => {
    const { page } = editor
    await page.getByRole('navigation', { name: 'Views of the list' }).getByRole('link', { name: 'Trash' }).click()
    await page.getByRole('checkbox', { name: 'Select “Alpha au marché”' }).check()
    for (const width of [1440, 1024]) {
      await page.setViewportSize({ width, height: 900 })
      await assertAccessible(page)
      await lookAt(page, `list-trash-${width}`)
    }
    await page.getByRole('button', { name: 'Take out of trash' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Take out of trash' }).click()
    await page.getByText('The trash is empty').waitFor()
    await page.getByRole('navigation', { name: 'main' }).getByRole('link', { name: 'Articles' }).click()
    // What came of the move may still stand above the table.
    await page.getByRole('table', { name: 'Stories' }).getByRole('link', { name: 'Alpha au marché' }).waitFor()

    assert.equal(new URL(page.url()).search, '')
  })

  test('a view that somebody keeps is there again after a reload, under its name', async () => {
    const { page } = editor
    await page.goto(`${newsroom.url}/articles?view=mine&search=charlie`)
    await page.getByRole('button', { name: 'Keep this view' }).click()
    await page.getByRole('textbox', { name: 'Name of the view' }).fill('Mes Charlie')
    await page.keyboard.press('Enter')
    await page.goto(`${newsroom.url}/articles`)
    await page.getByRole('link', { name: 'Mes Charlie' }).click()
    await page.getByRole('link', { name: 'Charlie au marché' }).waitFor()
    await page.getByRole('link', { name: 'Alpha au marché' }).waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Forget the view “Mes Charlie”' }).click()

    assert.equal(await page.getByRole('link', { name: 'Mes Charlie' }).count(), 0)
    assert.deepEqual(editor.troubles, [])
  })
})
