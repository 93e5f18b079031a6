import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright'
import sharp from 'sharp'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { openBrowser } from './open-browser.ts'
import { lookAt, openDesk, openWindow, signIn, type Desk } from './open-desk.ts'

const headline = "Pourparlers cruciaux entre l'Azerbaïdjan et les séparatistes arméniens"

const pages = [
  ...['My desk', 'Notifications', 'Articles', 'Pictures', 'Tags', 'Notes', 'Releases'],
  ...['Audit trail', 'Revisions', 'Users', 'Sessions'],
]

describe('every page of the desk', () => {
  let newsroom: RunningNewsroom
  let browser: Browser
  let admin: Desk

  before(async () => {
    newsroom = await startNewsroom()
    browser = await openBrowser()
    admin = await openDesk(browser, newsroom, 'admin')
  })
  after(async () => {
    await browser?.close()
    await newsroom?.stop()
  })

  test('whoever gives a wrong password is told so, and gets in with the right one', async () => {
    const { page, troubles } = await openWindow(browser, newsroom)
    await page.goto(newsroom.url)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    const beforeTrying = [...troubles]
    await signIn(page, 'author@example.org', 'not the password')
    const refusal = await page.getByRole('alert').filter({ hasText: /\w/ }).innerText()
    await lookAt(page, 'sign-in-refused')
    await signIn(page, 'author@example.org', 'bouclage-demo')
    await page.getByRole('heading', { name: 'My desk' }).waitFor()

    assert.match(refusal, /do not belong together/)
    assert.deepEqual(beforeTrying, [])
  })

  test('no page asks another host for anything, or makes the browser complain', async () => {
    const { page } = admin
    for (const name of pages) {
      await page.getByRole('navigation', { name: 'main' }).getByRole('link', { name, exact: true }).click()
      await page.getByRole('heading', { name, exact: true }).waitFor()
      await page.waitForLoadState('networkidle')
      await lookAt(page, `page-${name.toLowerCase().replace(/\s/g, '-')}`)
    }
    for (const place of ['articles', 'pictures', 'tags', 'users']) {
      await page.goto(`${newsroom.url}/${place}/create`)
      await page.getByRole('button', { name: 'Create' }).waitFor()
      await page.waitForLoadState('networkidle')
      await lookAt(page, `create-${place}`)
    }

    assert.deepEqual(admin.troubles, [])
  })

  test('the story’s page fits a small and a large window', async () => {
    for (const width of [1024, 1440]) {
      await admin.page.setViewportSize({ width, height: 1000 })
      await admin.open(headline)
      await admin.page.getByRole('region', { name: 'Checklist' }).waitFor()
      await admin.page.waitForLoadState('networkidle')
      await lookAt(admin.page, `article-${width}`)
    }
    const beyondTheEdge = await admin.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

    assert.ok(beyondTheEdge <= 0, 'nothing stands beyond the edge of the window')
    if (process.env.UPDATE_PICTURES) await admin.page.screenshot({ path: path.resolve('docs/pictures/article.png') })
  })

  test('a picture is added with its texts, and stands in the list with a thumbnail', async () => {
    const { page } = admin
    const buffer = await sharp({ create: { width: 640, height: 400, channels: 3, background: '#3a6' } })
      .jpeg()
      .toBuffer()
    await page.goto(`${newsroom.url}/pictures/create`)
    await page.getByLabel('Picture', { exact: true }).setInputFiles({ name: 'pré.jpg', mimeType: 'image/jpeg', buffer })
    await page.getByRole('img', { name: 'preview of the upload' }).waitFor()
    await page.getByRole('textbox', { name: 'Alternative text' }).fill('Un pré vert')
    await page.getByRole('textbox', { name: 'Caption' }).fill('Le pré du village')
    await page.getByRole('textbox', { name: 'Credit line' }).fill('Bouclage')
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByText('Picture created').waitFor()
    await page.getByRole('navigation', { name: 'main' }).getByRole('link', { name: 'Pictures' }).click()
    const row = page.getByRole('row').filter({ hasText: 'Le pré du village' })
    await row.waitFor()
    const thumbnail = await row.locator('img').evaluate(async (image: HTMLImageElement) => {
      await image.decode()
      return image.naturalWidth
    })

    assert.equal(thumbnail, 320)
    await lookAt(page, 'pictures')
  })

  test('an item of the checklist leads to its field', async () => {
    await admin.open(headline)
    await admin.page.getByRole('button', { name: 'Done: Standfirst' }).click()
    const label = await admin.page.evaluate(
      () => (document.activeElement as HTMLTextAreaElement | null)?.labels?.[0]?.textContent,
    )

    assert.equal(label, 'Standfirst')
  })

  test('whoever signs out is out, and the way back leads through the door', async () => {
    const { page } = admin
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.goto(`${newsroom.url}/articles`)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()

    assert.equal(new URL(page.url()).pathname, '/signin')
  })
})
