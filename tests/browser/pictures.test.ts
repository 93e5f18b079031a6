import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright'
import sharp from 'sharp'
import { xmpPacket } from '../picture-metadata.ts'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { assertAccessible } from './assert-accessible.ts'
import { openBrowser } from './open-browser.ts'
import { lookAt, openDesk, type Desk } from './open-desk.ts'

const mimeType = 'image/jpeg'
const headline = 'Pourparlers cruciaux'

async function photo(name: string, properties?: Parameters<typeof xmpPacket>[0]) {
  const drawing = sharp({ create: { width: 900, height: 600, channels: 3, background: '#3a6' } })
  const buffer = await (properties ? drawing.withXmp(xmpPacket(properties)) : drawing).jpeg().toBuffer()
  return { name, mimeType, buffer }
}

type FileOfTest = Awaited<ReturnType<typeof photo>>

describe('pictures at the desk', () => {
  let newsroom: RunningNewsroom
  let browser: Browser
  let publisher: Desk

  before(async () => {
    newsroom = await startNewsroom()
    browser = await openBrowser()
    publisher = await openDesk(browser, newsroom, 'publisher')
  })
  after(async () => {
    await browser?.close()
    await newsroom?.stop()
  })

  test('of several files dropped at once the good ones arrive with the texts they bring, and the bad one is named', async () => {
    const { page } = publisher
    await openLibrary(page)
    const files = [
      await photo('rue.jpg', {
        'photoshop:Credit': 'Agence/Diallo',
        'dc:description': { 'x-default': 'La rue des Forges' },
        'Iptc4xmpCore:AltTextAccessibility': { 'x-default': 'Une rue étroite' },
      }),
      { name: 'contrat.jpg', mimeType, buffer: Buffer.from('This is no picture.') },
      await photo('pré.jpg'),
    ]
    await drop(page, files)
    await page.getByText('2 added, 1 refused').waitFor()
    const refusal = await page.getByRole('alert').filter({ hasText: 'contrat.jpg' }).innerText()
    const street = page.getByRole('listitem', { name: 'rue.jpg' })
    const brought = await Promise.all(
      ['Alternative text', 'Caption', 'Credit line'].map(name => street.getByRole('textbox', { name }).inputValue()),
    )
    await page.getByRole('textbox', { name: 'Credit line for all' }).fill('Bouclage')
    await page.getByRole('button', { name: 'Fill in' }).click()
    await page
      .getByRole('listitem', { name: 'pré.jpg' })
      .getByRole('textbox', { name: 'Alternative text' })
      .fill('Un pré')
    await lookAt(page, 'pictures-added')
    await assertAccessible(page)
    await page.getByRole('button', { name: 'Save all' }).click()
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('button', { name: 'Put contrat.jpg aside' }).click()
    await page.getByRole('searchbox', { name: 'Search pictures' }).fill('FORGES diallo')
    await page.getByText('1 picture', { exact: true }).waitFor()
    const thumbnail = page.getByRole('list', { name: 'Pictures' }).getByRole('link').locator('img')
    const width = await thumbnail.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))

    assert.equal(width, 320)
    assert.match(refusal, /“contrat\.jpg” is not a JPEG/)
    assert.deepEqual(brought, ['Une rue étroite', 'La rue des Forges', 'Agence/Diallo'])
    const { data } = await publisher.ask(
      '{ images(where: { fileName: { in: ["rue.jpg", "pré.jpg"] } }, orderBy: { fileName: asc }) { altText creditLine } }',
    )
    assert.deepEqual(data?.['images'], [
      { altText: 'Un pré', creditLine: 'Bouclage' },
      { altText: 'Une rue étroite', creditLine: 'Agence/Diallo' },
    ])
  })

  test('an upload that is cancelled leaves nothing behind, and one that failed is sent again', async () => {
    const { page } = publisher
    await openLibrary(page)
    // The first upload gets no answer, the second breaks off.
    const fates = ['none', 'broken']
    await page.route('**/api/graphql', route => {
      const isUpload = route.request().headers()['content-type']?.startsWith('multipart/')
      const fate = isUpload ? fates.shift() : undefined
      return fate === 'none' ? undefined : fate === 'broken' ? route.abort() : route.continue()
    })
    await drop(page, [await photo('lente.jpg'), await photo('perdue.jpg')])
    await page.getByText('The server could not be reached').waitFor()
    await page.getByRole('button', { name: 'Cancel lente.jpg' }).click()
    await page.getByRole('progressbar', { name: 'Uploading lente.jpg' }).waitFor({ state: 'detached' })
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.getByRole('button', { name: 'Try perdue.jpg again' }).click()
    await page.getByRole('listitem', { name: 'perdue.jpg' }).waitFor()

    const { data } = await publisher.ask(
      '{ images(where: { fileName: { in: ["lente.jpg", "perdue.jpg"] } }) { fileName } }',
    )
    assert.deepEqual(data?.['images'], [{ fileName: 'perdue.jpg' }])
  })

  test('the focal point is set by a click, moved by the arrow keys, and stays', async () => {
    const { page } = publisher
    const id = await idOf(publisher, 'rue.jpg')
    await page.goto(`${newsroom.url}/pictures/${id}`)
    const point = page.getByRole('slider', { name: 'Focal point' })
    await point.waitFor()
    const frame = await point.locator('..').boundingBox()
    assert.ok(frame)
    await page.mouse.click(frame.x + frame.width * 0.25, frame.y + frame.height * 0.8)
    const clicked = await point.getAttribute('aria-valuetext')
    await point.press('ArrowRight')
    await point.press('Shift+ArrowUp')
    await lookAt(page, 'picture-focal-point')
    await assertAccessible(page)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    await page.reload()
    await point.waitFor()

    assert.equal(clicked, '25 % from the left, 80 % from the top')
    assert.equal(await point.getAttribute('aria-valuetext'), '26 % from the left, 70 % from the top')
  })

  test('a picture whose rights have ended says so where it is kept, chosen and used, and names the stories with it', async () => {
    const { page } = publisher
    const id = await idOf(publisher, 'rue.jpg')
    await page.goto(`${newsroom.url}/pictures/${id}`)
    await page.getByLabel('Rights end').fill('2020-01-01T00:00')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    const warning = 'Rights ended on 1 January 2020'
    await page.getByText(warning).waitFor()
    await openLibrary(page)
    await page.getByRole('radio', { name: 'Rights ending' }).click()
    await page.getByRole('list', { name: 'Pictures' }).getByText(warning).waitFor()

    const story = await createStory(publisher, id)
    await page.goto(`${newsroom.url}/articles/${story}`)
    await page.getByRole('group', { name: 'Main picture' }).getByText(warning).waitFor()
    await page.goto(`${newsroom.url}/pictures/${id}`)
    const uses = page.getByRole('list', { name: 'Used in' }).getByRole('listitem')
    await uses.first().waitFor()

    assert.deepEqual(await uses.getByRole('link').allInnerTexts(), ['La rue des Forges rouvre'])
  })

  test('a picture is added from the story itself, with its texts, and is chosen at once', async () => {
    const { page } = publisher
    const story = await createStory(publisher)
    await page.goto(`${newsroom.url}/articles/${story}`)
    const main = page.getByRole('group', { name: 'Main picture' })
    await main.getByRole('button', { name: 'Choose a picture' }).click()
    const dialog = page.getByRole('dialog', { name: 'Choose a picture' })
    const asked = page.waitForEvent('filechooser')
    await dialog.getByRole('button', { name: 'Add pictures' }).click()
    const chooser = await asked
    const offered = await chooser.element().getAttribute('accept')
    await chooser.setFiles([await photo('depuis-article.jpg')])
    const row = dialog.getByRole('listitem', { name: 'depuis-article.jpg' })
    await row.getByRole('textbox', { name: 'Alternative text' }).fill('Une place')
    await row.getByRole('textbox', { name: 'Caption' }).fill('La place du marché')
    await row.getByRole('textbox', { name: 'Credit line' }).fill('Bouclage')
    await lookAt(page, 'picture-chooser')
    await assertAccessible(page)
    await row.getByRole('button', { name: 'Save and use' }).click()
    await main.getByText('La place du marché').waitFor()
    await dialog.waitFor({ state: 'hidden' })
    await publisher.save()

    assert.deepEqual(offered?.split(','), ['.jpg', '.jpeg', '.png', '.webp', '.avif', '.gif'])
    const { data } = await publisher.ask('query ($id: ID!) { article(where: { id: $id }) { image { altText } } }', {
      id: story,
    })
    assert.deepEqual(data?.['article'], { image: { altText: 'Une place' } })
  })

  test('whoever kills a picture reads first which live stories lose it', async () => {
    const { page } = publisher
    const { data } = await publisher.ask(
      `{ articles(where: { headline: { startsWith: ${JSON.stringify(headline)} } }) { image { id } } }`,
    )
    const [seeded] = (data?.['articles'] ?? []) as unknown as { image: { id: string } }[]
    assert.ok(seeded)
    await page.goto(`${newsroom.url}/pictures/${seeded.image.id}`)
    await page.getByRole('button', { name: 'Kill this picture' }).click()
    const dialog = page.getByRole('dialog', { name: 'Kill this picture?' })
    await dialog.getByText('It leaves 1 live story').waitFor()
    const named = await dialog.getByRole('listitem').allInnerTexts()
    await assertAccessible(page)
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Droits contestés.')
    await dialog.getByRole('button', { name: 'Kill this picture' }).click()
    await page.getByText('nobody may use it any more').waitFor()

    assert.equal(named.length, 1)
    assert.ok(named[0]?.startsWith(headline))
    assert.equal(await page.getByRole('button', { name: 'Kill this picture' }).count(), 0)
  })

  test('the library and its pages make no browser complain', () => {
    const harmless = /net::ERR_FAILED|410/
    const own = publisher.troubles.filter(trouble => trouble.includes('/pictures') && !harmless.test(trouble))
    assert.deepEqual(own, [])
  })
})

async function openLibrary(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'main' }).getByRole('link', { name: 'Pictures' }).click()
  await page.getByRole('searchbox', { name: 'Search pictures' }).waitFor()
}

/** As a person does who drags files from a folder onto the page. */
async function drop(page: Page, files: FileOfTest[]): Promise<void> {
  const plain = files.map(({ buffer, ...file }) => ({ ...file, base64: buffer.toString('base64') }))
  const dataTransfer = await page.evaluateHandle(given => {
    const transfer = new DataTransfer()
    for (const { name, mimeType, base64 } of given) {
      const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0))
      transfer.items.add(new File([bytes], name, { type: mimeType }))
    }
    return transfer
  }, plain)
  const target = page.getByRole('searchbox', { name: 'Search pictures' })
  for (const type of ['dragenter', 'dragover', 'drop']) await target.dispatchEvent(type, { dataTransfer })
}

async function idOf(desk: Desk, fileName: string): Promise<string> {
  const { data } = await desk.ask(
    'query ($fileName: String!) { images(where: { fileName: { equals: $fileName } }) { id } }',
    { fileName },
  )
  const [image] = (data?.['images'] ?? []) as unknown as { id: string }[]
  assert.ok(image)
  return image.id
}

async function createStory(desk: Desk, image?: string): Promise<string> {
  const { data } = await desk.ask('mutation ($data: ArticleCreateInput!) { createArticle(data: $data) { id } }', {
    data: { headline: 'La rue des Forges rouvre', ...(image && { image: { connect: { id: image } } }) },
  })
  const id = data?.['createArticle']?.['id']
  assert.ok(typeof id === 'string')
  return id
}
