import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright'
import type { Role } from '../../access.ts'
import type { RunningNewsroom } from '../running-newsroom.ts'

export type Desk = Awaited<ReturnType<typeof openDesk>>
type Where = Pick<RunningNewsroom, 'url'>

const password = 'bouclage-demo'
const pictures = path.resolve(import.meta.dirname, '../../test-results')

/** A window of its own, with everything noted that a browser complains about or fetches from elsewhere. */
export async function openWindow(browser: Browser, { url }: Where, size = { width: 1440, height: 1000 }) {
  const context = await browser.newContext({ viewport: size, locale: 'en-GB', timezoneId: 'Europe/Paris' })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const troubles: string[] = []
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) troubles.push(`${page.url()} says: ${message.text()}`)
  })
  page.on('pageerror', error => troubles.push(`${page.url()} breaks: ${error.message}`))
  page.on('request', request => {
    if (!isOwn(request.url(), url)) troubles.push(`${page.url()} asks another host: ${request.url()}`)
  })
  return { page, context, troubles }
}

/** Somebody of this role, signed in through the page, in a window of their own. */
export async function openDesk(
  browser: Browser,
  newsroom: Where,
  role: Role,
  size?: { width: number; height: number },
) {
  const opened = await openWindow(browser, newsroom, size)
  const { page } = opened
  await page.goto(newsroom.url)
  await signIn(page, `${role}@example.org`, password)
  await page.getByRole('heading', { name: 'My desk' }).waitFor()
  return { ...opened, ...actsOf(page, newsroom) }
}

export async function signIn(page: Page, email: string, secret: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Writes what the page looks like to test-results/, for people to look at. */
export async function lookAt(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: path.join(pictures, `${name}.png`) })
}

function actsOf(page: Page, { url }: Where) {
  return {
    /** Opens a story from the list of stories. */
    async open(headline: string): Promise<void> {
      await page.getByRole('navigation', { name: 'main' }).getByRole('link', { name: 'Articles' }).click()
      await page
        .getByRole('row')
        .filter({ hasText: headline.slice(0, 30) })
        .click()
      await page.getByRole('textbox', { name: 'Headline' }).waitFor()
    },
    /** Presses one of the story’s buttons, and answers the questions of its dialog. */
    async move(label: string, answers: Record<string, string> = {}): Promise<void> {
      await movesOf(page).getByRole('button', { name: label, exact: true }).click()
      const dialog = page.getByRole('dialog', { name: new RegExp(`^${label}: `) })
      for (const [question, answer] of Object.entries(answers)) await dialog.getByLabel(question).fill(answer)
      const readAgain = untilReadAgain(page)
      await dialog.getByRole('button', { name: label }).click()
      await readAgain
      await dialog.waitFor({ state: 'hidden' })
    },
    async save(): Promise<void> {
      const readAgain = untilReadAgain(page)
      await page.getByRole('button', { name: 'Save' }).click()
      await readAgain
      await page.getByRole('button', { name: 'Save', disabled: true }).waitFor()
    },
    async showsState(state: string): Promise<void> {
      await page.getByRole('region', { name: 'State' }).getByText(state, { exact: true }).waitFor()
    },
    /** All that this person may do with the story that is open. */
    async offers(): Promise<string[]> {
      await page.getByRole('region', { name: 'State' }).waitFor()
      return movesOf(page).getByRole('button').allTextContents()
    },
    /** The API as this window's session may use it. */
    async ask(query: string, variables: Record<string, unknown> = {}) {
      const response = await page.request.post(`${url}/api/graphql`, { data: { query, variables } })
      return (await response.json()) as {
        data?: Record<string, Record<string, unknown> | null> | null
        errors?: { message: string; extensions: { code: string } }[]
      }
    },
    text: (section: number): Locator => page.getByRole('textbox', { name: `Text of section ${section}` }),
    heading: (section: number): Locator => page.getByRole('textbox', { name: `Heading of section ${section}` }),
    /** Writes at the end of a section's text, as an input method does: in one piece. */
    async typeInto(section: number, words: string): Promise<void> {
      await page.getByRole('textbox', { name: `Text of section ${section}` }).click()
      await page.keyboard.press('Control+End')
      await page.keyboard.insertText(words)
    },
  }
}

/** The page reads the story again after each save and each move that was accepted. */
function untilReadAgain(page: Page): Promise<unknown> {
  return page.waitForResponse(response => response.request().postData()?.includes('query KsFetchItem') ?? false)
}

const movesOf = (page: Page): Locator => page.getByRole('group', { name: 'What you may do with the story' })

function isOwn(asked: string, url: string): boolean {
  return asked.startsWith(`${url}/`) || asked.startsWith('data:') || asked.startsWith('blob:')
}
