import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { assertAccessible } from './assert-accessible.ts'
import { openBrowser } from './open-browser.ts'
import { lookAt, openDesk, openWindow, type Desk } from './open-desk.ts'

const paragraph = 'La brume se lève sur les bassins, et les premières voix portent loin. '.repeat(5)
const sections = ['Avant l’aube', 'La criée', 'Les prix'].map(heading => ({
  heading,
  body: [1, 2, 3].map(() => ({ type: 'paragraph', children: [{ text: paragraph }] })),
}))

describe('how a story looks before it is published', () => {
  let newsroom: RunningNewsroom
  let browser: Browser
  let author: Desk
  let articleId: string

  before(async () => {
    newsroom = await startNewsroom()
    browser = await openBrowser()
    author = await openDesk(browser, newsroom, 'author')
    articleId = await beginStory(author)
    await author.page.goto(`${newsroom.url}/articles/${articleId}`)
    await author.page.getByRole('textbox', { name: 'Headline' }).waitFor()
  })
  after(async () => {
    await browser?.close()
    await newsroom?.stop()
  })

  const preview = () => author.page.frameLocator('iframe[title="The story as readers would see it"]')
  const headline = () => preview().getByRole('heading', { level: 1 })

  test('what is typed shows beside the form, at the place that one reads, and is not saved by that', async () => {
    const { page } = author
    await page.getByRole('button', { name: 'Preview', exact: true }).click()
    await headline().filter({ hasText: 'Un port s’éveille' }).waitFor()
    const last = preview().getByRole('heading', { name: 'Les prix' })
    await last.scrollIntoViewIfNeeded()
    const placeBefore = await last.evaluate(element => element.getBoundingClientRect().top)

    await page.getByRole('textbox', { name: 'Headline' }).fill('Un port <em>veille</em>')
    await headline().filter({ hasText: 'Un port <em>veille</em>' }).waitFor()

    const placeAfter = await last.evaluate(element => element.getBoundingClientRect().top)
    assert.ok(Math.abs(placeAfter - placeBefore) < 60, `it moved by ${placeAfter - placeBefore} pixels`)
    await preview().getByText('As it stands in the form, not saved.').waitFor()
    await lookAt(page, 'preview-phone')
    const stored = await author.ask(`query ($id: ID!) { article(where: { id: $id }) { headline version } }`, {
      id: articleId,
    })
    assert.deepEqual(stored.data?.['article'], { headline: 'Un port s’éveille', version: 1 })
  })

  test('it shows the story as wide as a phone, a tablet or a desktop, and any revision', async () => {
    const { page } = author
    const widths: number[] = []
    for (const device of ['Phone', 'Tablet', 'Desktop']) {
      await page.getByRole('radio', { name: device }).click()
      await page.getByRole('radio', { name: device, checked: true }).waitFor()
      widths.push(await headline().evaluate(element => element.ownerDocument.documentElement.clientWidth))
    }
    await lookAt(page, 'preview-desktop')

    await page.getByRole('button', { name: 'Shown' }).click()
    await page.getByRole('option', { name: /^Revision 1/ }).click()
    await headline().filter({ hasText: 'Un port s’éveille' }).waitFor()
    await preview().getByText('Revision 1.').waitFor()

    assert.deepEqual(widths, [390, 820, 1280])
    await page.getByRole('button', { name: 'Close the preview' }).click()
    await page.getByRole('button', { name: 'Preview', exact: true }).waitFor()
    await page.getByRole('navigation', { name: 'main' }).waitFor()
    assert.equal(await page.getByRole('complementary', { name: 'Preview' }).count(), 0)
    assert.deepEqual(author.troubles, [])
  })

  test('in a narrow window the preview takes the place of the form, with what is typed, and Escape leads back', async () => {
    const { page } = author
    await page.setViewportSize({ width: 1024, height: 900 })
    await page.getByRole('textbox', { name: 'Headline' }).fill('Un port s’éveille tôt')

    await page.getByRole('button', { name: 'Preview', exact: true }).click()
    const screen = page.getByRole('dialog', { name: 'Preview' })
    const shown = screen.frameLocator('iframe')
    await shown.getByRole('heading', { level: 1, name: 'Un port s’éveille tôt' }).waitFor()
    await shown.getByText('As it stands in the form, not saved.').waitFor()
    await assertAccessible(page)
    await lookAt(page, 'preview-narrow')
    await page.keyboard.press('Escape')
    await screen.waitFor({ state: 'hidden' })

    await page.getByRole('button', { name: 'Preview', exact: true, pressed: false }).waitFor()
    await page.getByRole('textbox', { name: 'Headline' }).fill('Un port s’éveille')
    await page.setViewportSize({ width: 1440, height: 1000 })
  })

  test('somebody outside reads the story by a link, until it is revoked', async () => {
    const { page } = author
    await page.getByRole('button', { name: 'Preview links…' }).click()
    await page.getByRole('textbox', { name: 'For whom' }).fill('Me Dupont')
    await page.getByRole('button', { name: 'Make a link' }).click()
    const address = await page.getByRole('textbox', { name: 'Address' }).inputValue()
    await lookAt(page, 'preview-links')
    const stranger = await openWindow(browser, newsroom)
    await stranger.page.goto(address)
    await stranger.page.getByRole('heading', { level: 1, name: 'Un port s’éveille' }).waitFor()
    await stranger.page.getByText('Preview — not published.').waitFor()
    assert.equal(await picturesMissing(stranger.page), 0)
    assert.deepEqual(stranger.troubles, [])
    assert.deepEqual(await findings(stranger.page), [])
    await lookAt(stranger.page, 'preview-shared')
    await lookOnPaper(stranger.page)

    await page.getByRole('button', { name: 'Revoke the link for Me Dupont' }).click()
    await page.getByText(/^Revoked on/).waitFor()
    await stranger.page.reload()

    await stranger.page.getByText('There is nothing at this address, or not any more.').waitFor()
    assert.equal(await stranger.page.getByText('Un port').count(), 0)
    await lookAt(stranger.page, 'preview-revoked')
    assert.deepEqual(await findings(page), [])
    await page.getByRole('button', { name: 'Close', exact: true }).click()
  })

  test('the page has nothing that keeps anybody from reading it, on a phone and in the dark either', async () => {
    const { page } = await openWindow(browser, newsroom, { width: 390, height: 844 })
    await page.context().addCookies(await author.context.cookies())
    await page.goto(`${newsroom.url}/preview/articles/${articleId}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const found = await findings(page)
    const beyondTheEdge = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

    await page.emulateMedia({ colorScheme: 'dark' })

    assert.deepEqual([found, await findings(page), beyondTheEdge], [[], [], 0])
    await lookAt(page, 'preview-phone-dark')
  })

  /** As it comes out of a printer: black on white, without a pixel of the screen's furniture. */
  async function lookOnPaper(page: Page): Promise<void> {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    const colours = await page
      .locator('body')
      .evaluate(body => [getComputedStyle(body).color, getComputedStyle(body).backgroundColor])
    assert.deepEqual(colours, ['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
    assert.ok(await page.getByText('Preview — not published.').isVisible(), 'the paper says that it is a preview')
    await lookAt(page, 'preview-printed')
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' })
  }
})

async function beginStory(author: Desk): Promise<string> {
  const { data } = await author.ask(`{ images(take: 1) { id } tags(take: 3) { id } }`)
  const { images, tags } = data as unknown as { images: { id: string }[]; tags: { id: string }[] }
  const made = await author.ask(`mutation ($data: ArticleCreateInput!) { createArticle(data: $data) { id } }`, {
    data: {
      ...{ headline: 'Un port s’éveille', description: 'Les premiers chalutiers rentrent.', byline: 'Camille Durand' },
      ...{ sections, image: { connect: images[0] }, tags: { connect: tags } },
    },
  })
  const { id } = made.data?.['createArticle'] ?? assert.fail(JSON.stringify(made.errors))
  return String(id)
}

const picturesMissing = (page: Page) =>
  page.evaluate(() => [...document.images].filter(image => !image.complete || image.naturalWidth === 0).length)

/** What axe calls serious or critical. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
