import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import type { Browser, Locator } from 'playwright'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { assertAccessible } from './assert-accessible.ts'
import { openBrowser } from './open-browser.ts'
import { lookAt, openDesk, type Desk } from './open-desk.ts'

describe('a program that acts for somebody', () => {
  let newsroom: RunningNewsroom
  let browser: Browser
  let author: Desk

  before(async () => {
    newsroom = await startNewsroom()
    browser = await openBrowser()
    author = await openDesk(browser, newsroom, 'author')
    await author.page.getByRole('navigation', { name: 'main' }).getByRole('link', { name: 'API tokens' }).click()
    await author.page.getByRole('heading', { level: 1, name: 'API tokens' }).waitFor()
  })
  after(async () => {
    await browser?.close()
    await newsroom?.stop()
  })

  test('whoever has no token is told so, and a token without a name is refused at that field', async () => {
    const { page } = author
    await page.getByText('No program acts for you.').waitFor()
    await page.getByRole('button', { name: 'Make a token' }).click()

    const name = page.getByRole('textbox', { name: 'What uses it' })
    await page.getByText(/named after what uses it.*Give it a name\./).waitFor()
    assert.match(await describing(name), /Give it a name\./)
    assert.equal(await name.evaluate(element => element === document.activeElement), true)
    await assertAccessible(page)
    await lookAt(page, 'api-tokens-refused')
  })

  test('a program reads with the token that was made, until it is revoked', async () => {
    const { page } = author
    await page.getByRole('textbox', { name: 'What uses it' }).fill('Agency wire')
    await page.getByRole('radio', { name: '30 days' }).click()
    await page.getByRole('button', { name: 'Make a token' }).click()
    const token = await page.getByRole('textbox', { name: 'Token' }).inputValue()
    const row = page.getByRole('listitem').filter({ hasText: 'Agency wire' })
    await row.getByText(/^Never used · ends on/).waitFor()
    await row.getByText(/^Reads · made on/).waitFor()
    await assertAccessible(page)
    await lookAt(page, 'api-tokens-made')
    assert.deepEqual(await askAs(token), { status: 200, email: 'author@example.org' })

    await page.reload()
    await row.getByText(/^Last used just now/).waitFor()
    assert.equal(await page.getByRole('textbox', { name: 'Token' }).count(), 0)
    await page.getByRole('button', { name: 'Revoke Agency wire' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
    await page.getByText('No program acts for you.').waitFor()
    await page.getByText('Ended (1)').click()
    await row.getByText(/^Revoked on/).waitFor()

    assert.deepEqual(await askAs(token), { status: 401, email: undefined })
    await assertAccessible(page)
    await lookAt(page, 'api-tokens-revoked')
  })

  test('a token that was just made is no longer offered once it is revoked, and the focus goes on to the next', async () => {
    const { page } = author
    await author.ask('mutation { makeApiToken(name: "Morning script", access: write, days: 90) }')
    await page.getByRole('textbox', { name: 'What uses it' }).fill('Planning tool')
    await page.getByRole('button', { name: 'Make a token' }).click()
    await page.getByRole('textbox', { name: 'Token' }).waitFor()

    await page.getByRole('button', { name: 'Revoke Planning tool' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()

    await page.getByRole('textbox', { name: 'Token' }).waitFor({ state: 'detached' })
    await page.getByText('Ended (2)').waitFor()
    const next = page.getByRole('button', { name: 'Revoke Morning script' })
    await page.waitForFunction(button => button === document.activeElement, await next.elementHandle())
  })

  test('an admin sees whose tokens there are, and ends them', async () => {
    const { page, troubles } = await openDesk(browser, newsroom, 'admin')
    await page.goto(`${newsroom.url}/api-tokens`)
    const row = page.getByRole('listitem').filter({ hasText: 'Morning script' })
    await row.getByText(/^Reads and writes · acts for .+ · made on/).waitFor()
    await page.getByRole('button', { name: 'Revoke Morning script' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
    await page.getByText('No program acts for anybody.').waitFor()

    assert.deepEqual(troubles, [])
  })

  test('it speaks French, and says there, too, why a token is refused long after the sign-in', async () => {
    const { page } = author
    await page.getByRole('button', { name: 'Français' }).click()
    await page.getByRole('heading', { level: 1, name: 'Jetons d’API' }).waitFor()
    await page.getByText('Terminés (3)').waitFor()
    await signedInLongAgo()
    await page.getByRole('textbox', { name: 'Ce qui s’en sert' }).fill('Fil d’agence')
    await page.getByRole('radio', { name: 'Lit et écrit' }).click()
    await page.getByRole('button', { name: 'Créer un jeton' }).click()

    await page.getByRole('alert').filter({ hasText: 'dans les 15 minutes après la connexion' }).waitFor()
    assert.equal(await page.getByRole('textbox', { name: 'Ce qui s’en sert' }).inputValue(), 'Fil d’agence')
    await assertAccessible(page)
    await lookAt(page, 'api-tokens-french')
    assert.deepEqual(author.troubles, [])
  })

  /** As the program does: without a cookie, and with the token. */
  async function askAs(token: string): Promise<{ status: number; email: string | undefined }> {
    const response = await fetch(`${newsroom.url}/api/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ authenticatedItem { ... on User { email } } }' }),
    })
    // The shape of what was asked for.
    const { data } = (await response.json()) as { data?: { authenticatedItem: { email: string } | null } }
    return { status: response.status, email: data?.authenticatedItem?.email }
  }

  async function signedInLongAgo(): Promise<void> {
    const client = new pg.Client({ connectionString: newsroom.databaseUrl })
    await client.connect()
    await client.query(`update "Session" set "createdAt" = "createdAt" - interval '1 hour'`)
    await client.end()
  }
})

/** What is said of a field besides its name. */
const describing = (field: Locator): Promise<string> =>
  field.evaluate(element => {
    const ids = (element.getAttribute('aria-describedby') ?? '').split(' ')
    return ids.map(id => document.getElementById(id)?.textContent ?? '').join(' ')
  })
