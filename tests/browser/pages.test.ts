import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { findBarriers } from './assert-accessible.ts'
import { openBrowser } from './open-browser.ts'
import { lookAt, openDesk, openWindow, signIn, type Desk } from './open-desk.ts'

const headline = "Pourparlers cruciaux entre l'Azerbaïdjan et les séparatistes arméniens"

const pages = [
  ...['My desk', 'Calendar', 'Notifications', 'Articles', 'Pictures', 'Tags', 'Notes', 'Releases'],
  ...['Audit trail', 'Revisions', 'Users', 'Webhooks', 'Sessions', 'API tokens'],
]

/** Lists whose first item's page is looked at: their part of the address, and their query. */
const items = {
  ...{ articles: 'articles', pictures: 'images', tags: 'tags', releases: 'releases', users: 'users' },
  ...{ 'audit-entries': 'auditEntries', revisions: 'revisions', webhooks: 'webhooks', sessions: 'sessions' },
  'api-tokens': 'apiTokens',
}
const created = ['articles', 'pictures', 'tags', 'releases', 'users', 'webhooks']

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

  test('a server that does not answer is told of in words, at the door and on every page', async () => {
    const { page } = await openWindow(browser, newsroom)
    const told = page.getByText(/The server did not answer\. Look at your connection, then try again/).first()
    const silent: string[] = []
    await page.goto(newsroom.url)
    await page.getByLabel('E-mail').waitFor()
    await page.route('**/api/graphql', route => route.abort())
    await signIn(page, 'admin@example.org', 'bouclage-demo')
    await told.waitFor()
    await page.unroute('**/api/graphql')
    await signIn(page, 'admin@example.org', 'bouclage-demo')
    await page.getByRole('heading', { name: 'My desk' }).waitFor()
    await page.route('**/api/graphql', route => route.abort())
    for (const name of pages.filter(each => each !== 'My desk')) {
      const link = page.getByRole('navigation', { name: 'main' }).getByRole('link', { name })
      const address = new URL((await link.getAttribute('href')) ?? '', newsroom.url)
      await link.click()
      await page.waitForURL(url => url.pathname === address.pathname)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await told.waitFor({ timeout: 5000 }).catch(() => silent.push(name))
      await lookAt(page, `no-answer-${name.toLowerCase().replace(' ', '-')}`)
    }

    assert.deepEqual(silent, [])
  })

  test('every page can be used by everybody, asks no other host, and makes no browser complain', async () => {
    const { page } = admin
    const barriers: string[] = []
    const look = async (name: string) => {
      await page.waitForLoadState('networkidle')
      await lookAt(page, name)
      barriers.push(...(await findBarriers(page)).map(found => `${name}: ${found}`))
    }
    await admin.ask('mutation { makeApiToken(name: "Le fil d’agence", access: read, days: 90) }')
    for (const name of pages) {
      await page.getByRole('navigation', { name: 'main' }).getByRole('link', { name, exact: true }).click()
      await page.getByRole('heading', { name, exact: true }).waitFor()
      await look(`page-${name.toLowerCase().replace(/\s/g, '-')}`)
    }
    for (const place of created) {
      await page.goto(`${newsroom.url}/${place}/create`)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await look(`create-${place}`)
    }
    await admin.ask('mutation { createRelease(data: { name: "Édition du soir" }) { id } }')
    await admin.ask('mutation { createWebhook(data: { name: "Le site", url: "https://example.org" }) { id } }')
    for (const [place, query] of Object.entries(items)) {
      const { data } = await admin.ask(`{ ${query}(take: 1) { id } }`)
      const [item] = (data?.[query] ?? []) as unknown as { id: string }[] // asked for above
      assert.ok(item, place)
      await page.goto(`${newsroom.url}/${place}/${item.id}`)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await look(`item-${place}`)
    }

    assert.deepEqual(barriers, [])
    assert.deepEqual(admin.troubles, [])
  })

  test('the story’s page fits a small and a large window', async () => {
    for (const width of [1024, 1440]) {
      await admin.page.setViewportSize({ width, height: 1000 })
      await admin.open(headline)
      await admin.page.getByRole('region', { name: 'Checklist' }).waitFor()
      await admin.page.waitForLoadState('networkidle')
      await lookAt(admin.page, `article-${width}`)
      const beyondTheEdge = await admin.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      const tools = admin.page.getByRole('toolbar', { name: 'Formatting options' }).first()
      const outOfSight = await tools.locator('..').evaluate(bar => bar.scrollWidth - bar.clientWidth)

      assert.ok(beyondTheEdge <= 0, 'nothing stands beyond the edge of the window')
      assert.equal(outOfSight, 0, 'every tool of a text is in sight')
    }
    if (process.env.UPDATE_PICTURES) await admin.page.screenshot({ path: path.resolve('docs/pictures/article.png') })
  })

  test('a checklist that is complete is folded, and an item of it leads to its field', async () => {
    await admin.open(headline)
    await admin.page.getByRole('button', { name: 'Checklist', expanded: false }).click()
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

  test('whoever signs in comes to the page that they had asked for', async () => {
    const { page } = await openWindow(browser, newsroom)
    await page.goto(`${newsroom.url}/articles?view=mine`)
    await signIn(page, 'author@example.org', 'bouclage-demo')
    await page.getByRole('heading', { name: 'Articles', level: 1 }).waitFor()

    assert.equal(page.url(), `${newsroom.url}/articles?view=mine`)
  })
})
