import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright'
import { alarm, scriptTexts } from '../hostile-texts.ts'
import { paragraphs } from '../newsroom.ts'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { makeMove } from './make-stories.ts'
import { openBrowser } from './open-browser.ts'
import { openDesk, type Desk } from './open-desk.ts'

const lists = [
  ...['', 'calendar', 'notifications', 'articles', 'articles?view=mine', 'pictures', 'tags', 'editorial-notes'],
  ...['releases', 'audit-entries', 'revisions', 'users', 'webhooks', 'sessions', 'preview-links'],
]

/** So many scripts in a row as a field takes; another beginning for each round, so that every one of them is first once. */
function words(most: number, round: number): string {
  const turned = [...scriptTexts.slice(round), ...scriptTexts.slice(0, round)]
  return turned.reduce((text, next) => (text.length + next.length < most ? `${text} ${next}` : text), '').trim()
}

describe('words of people who mean harm, at the desk', () => {
  let newsroom: RunningNewsroom
  let browser: Browser
  let admin: Desk

  before(async () => {
    newsroom = await startNewsroom()
    browser = await openBrowser()
    admin = await openDesk(browser, newsroom, 'admin')
    await admin.context.addInitScript(listen, alarm)
  })
  after(async () => {
    await browser?.close()
    await newsroom?.stop()
  })

  test('no page of the desk, no preview and no dialog runs any of it, or becomes something else by it', async () => {
    const { page } = admin
    const addresses: string[] = []
    for (let round = 0; round < scriptTexts.length; round += 16) addresses.push(...(await furnish(admin, round)))
    const shown: string[] = []

    for (const address of [...lists, ...addresses]) {
      await page.goto(new URL(address, `${newsroom.url}/`).href)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await page.waitForLoadState('networkidle')
      assert.deepEqual(await heard(page), [], address)
      if ((await page.locator('body').innerText()).includes(alarm)) shown.push(address)
    }
    await page.goto(`${newsroom.url}/${addresses[0]}`)
    await page.getByRole('button', { name: 'Publish now' }).click()
    await page.getByRole('dialog').waitFor()

    assert.deepEqual(await heard(page), [])
    assert.deepEqual(admin.troubles, [])
    await page.evaluate(name => (window as unknown as Record<string, () => void>)[name]?.(), alarm) // as listen() put it there
    assert.deepEqual(await heard(page), ['a script ran'], 'a script that runs is heard')
    assert.ok(shown.length > addresses.length, `the words stand on ${shown.length} pages: ${shown.join(', ')}`)
  })
})

/** Runs in every page before anything of it does: hears scripts that run, and what the policy has stopped. */
function listen(name: string): void {
  const heard: string[] = []
  Object.assign(window, { heard, [name]: () => heard.push('a script ran') })
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) =>
    heard.push(`${violatedDirective} stopped ${sample}`),
  )
}

/** What has run or was stopped, and whatever in the page could still run. */
const heard = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const armed = [...document.querySelectorAll('*')].flatMap(element =>
      [...element.attributes]
        .filter(({ name, value }) => name.startsWith('on') || /^\s*(javascript|data:text|vbscript):?/i.test(value))
        .filter(({ name }) => !['value', 'title', 'alt', 'aria-label', 'placeholder'].includes(name))
        .map(({ name, value }) => `${element.tagName} has ${name}="${value.slice(0, 60)}"`),
    )
    const foreign = document.querySelectorAll(
      'iframe[srcdoc*="zqran"], object, embed, plaintext, math, base[href], form[action^="http"]',
    )
    const { heard = [] } = window as { heard?: string[] }
    return [...heard, ...armed, ...[...foreign].map(({ outerHTML }) => outerHTML.slice(0, 100))]
  })

/** One of everything that people name or write, with the words of this round in each of its fields; gives their pages. */
async function furnish(admin: Desk, round: number): Promise<string[]> {
  const add = async (list: string, data: Record<string, unknown>) =>
    made(await admin.ask(`mutation ($data: ${list}CreateInput!) { made: create${list}(data: $data) { id } }`, { data }))
  const tag = await add('Tag', { name: words(120, round) })
  const user = await add('User', { name: words(120, round), email: `zqran${round}@example.org`, role: 'editor' })
  const webhook = await add('Webhook', {
    name: words(120, round),
    url: `https://example.org/?${encodeURIComponent(words(500, round))}`,
  })
  const image = await hostileImage(admin, round)
  const long = words(1_000, round)
  const story = await add('Article', {
    ...{ headline: words(300, round), description: long, byline: words(300, round), edNote: words(5_000, round) },
    ...{ imageAltText: long, imageCaption: long, image: { connect: { id: image } }, tags: { connect: [{ id: tag }] } },
    author: { connect: { id: user } },
    sections: [
      {
        heading: words(300, round),
        body: paragraphs(long),
        image: { id: image },
        imageAltText: long,
        imageCaption: long,
      },
    ],
  })
  const release = await add('Release', { name: words(200, round), articles: { connect: [{ id: story }] } })
  await add('EditorialNote', { article: { connect: { id: story } }, text: words(2_000, round) })
  const said = JSON.stringify(words(1_900, round))
  const submitted = await makeMove(admin, 'submit', { id: story, version: 1 })
  await makeMove(admin, 'requestChanges', submitted, `reason: ${said}`)
  const link = await admin.ask(
    `mutation { makePreviewLink(where: { id: "${story}" }, note: ${JSON.stringify(words(200, round))}) { url } }`,
  )
  const shared = String(made(link, 'url'))
  const pages = { tags: tag, users: user, webhooks: webhook, pictures: image, releases: release }
  return [
    `articles/${story}`,
    ...Object.entries(pages).map(([place, id]) => `${place}/${id}`),
    `articles/${story}/compare`,
    `preview/articles/${story}`,
    new URL(shared).pathname.slice(1),
  ]
}

async function hostileImage(admin: Desk, round: number): Promise<string> {
  const { data } = await admin.ask('{ images(take: 1) { id } }')
  const [image] = (data?.['images'] ?? []) as unknown as { id: string }[] // as the query asks
  const texts = {
    altText: 1_000,
    caption: 1_000,
    creditLine: 300,
    creator: 300,
    copyrightNotice: 500,
    usageTerms: 2_000,
  }
  const words_ = Object.fromEntries(Object.entries(texts).map(([name, most]) => [name, words(most, round)]))
  return made(
    await admin.ask('mutation ($id: ID!, $data: ImageUpdateInput!) { made: updateImage(where: { id: $id }, data: $data) { id } }', { id: image?.id, data: words_ }), // prettier-ignore
  )
}

function made({ data, errors }: Awaited<ReturnType<Desk['ask']>>, field = 'id'): string {
  assert.deepEqual(errors, undefined)
  const [row] = Object.values(data ?? {})
  return String(row?.[field])
}
