import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { openBrowser } from './open-browser.ts'
import { lookAt, openDesk, type Desk } from './open-desk.ts'
import { until } from '../until.ts'
import { paste } from './paste.ts'

describe('writing a story on one page', () => {
  let newsroom: RunningNewsroom
  let browser: Browser
  let author: Desk

  before(async () => {
    newsroom = await startNewsroom()
    browser = await openBrowser()
    author = await openDesk(browser, newsroom, 'author')
  })
  after(async () => {
    await browser?.close()
    await newsroom?.stop()
  })

  test('a new story is written, put in order and saved on one page, and opens again as it was left', async () => {
    const { page } = author
    await page
      .getByRole('link', { name: 'New article' })
      .or(page.getByRole('button', { name: 'New article' }))
      .click()
    await page.getByRole('textbox', { name: 'Headline' }).fill('Le marché couvert rouvre ses portes')
    await author.heading(1).fill('Un')
    await author.typeInto(1, 'Le texte du premier.')
    for (const [section, heading] of [
      [2, 'Deux'],
      [3, 'Trois'],
    ] as const) {
      await page.getByRole('button', { name: 'Add a section', exact: true }).click()
      await author.heading(section).fill(heading)
      await author.typeInto(section, `Le texte de ${heading.toLowerCase()}.`)
    }
    await page.getByText('15 words · 1 minute to read').waitFor()
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('region', { name: 'State' }).getByText('Draft', { exact: true }).waitFor()

    await author.heading(3).press('Alt+ArrowUp')
    await page.getByRole('button', { name: 'Move “Trois” up' }).press('Enter')
    await page.getByRole('button', { name: 'Delete “Un”' }).click()
    await page.getByRole('button', { name: 'Delete “Deux”' }).click()
    await page.getByRole('button', { name: 'Undo deleting “Deux”' }).click()
    await lookAt(page, 'section-deleted')
    await author.save()
    await page.reload()
    await author.heading(1).waitFor()

    assert.deepEqual(await sectionsOn(author), [
      ['Trois', 'Le texte de trois.'],
      ['Deux', 'Le texte de deux.'],
    ])
  })

  test('a section moved by keyboard keeps the focus, so that it can be moved again', async () => {
    const { page } = author
    await author.open('Le marché couvert')
    const down = page.getByRole('button', { name: 'Move “Trois” down' })
    await down.press('Enter')
    await page.getByText('“Trois” is now 2 of 2').waitFor()
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    await page.keyboard.press('Enter')
    await page.getByText('“Trois” is now 1 of 2').waitFor()

    assert.equal(focused, 'Move “Trois” up')
    assert.ok(await page.getByRole('button', { name: 'Save', disabled: true }).isVisible(), 'nothing is left to save')
  })

  test('a copy, a section between two others and a picture are saved with the rest', async () => {
    const { page } = author
    await author.open('Le marché couvert')
    await page.getByRole('button', { name: 'Duplicate “Trois”' }).click()
    await author.heading(2).fill('Trois, encore')
    await page.getByRole('button', { name: 'Add a section before section 2' }).click()
    await author.typeInto(2, 'Entre les deux.')
    await page.getByRole('region', { name: 'Section 2' }).getByRole('button', { name: 'Add a picture' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Photo non contractuelle' }).click()
    await page.getByRole('region', { name: 'Section 2' }).getByLabel('Caption here').fill('Le matin.')
    await page.getByRole('button', { name: 'Fold “Deux”' }).click()
    await author.save()
    await page.getByRole('button', { name: 'Unfold “Deux”' }).click()
    await author.typeInto(2, ' Et une suite.')
    await author.save()
    await page.reload()
    await author.heading(1).waitFor()

    assert.deepEqual(await sectionsOn(author), [
      ['Trois', 'Le texte de trois.'],
      ['', 'Entre les deux. Et une suite.'],
      ['Trois, encore', 'Le texte de trois.'],
      ['Deux', 'Le texte de deux.'],
    ])
    assert.equal(
      await page.getByRole('region', { name: 'Section 2' }).getByLabel('Caption here').inputValue(),
      'Le matin.',
    )
    await lookAt(page, 'section-with-picture')
  })

  test('Reset takes back what was typed, in the texts too', async () => {
    const { page } = author
    await author.open('Le marché couvert')
    await author.typeInto(1, ' À reprendre.')
    await page.getByRole('button', { name: 'Reset' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Yes, reset' }).click()
    await page.getByRole('alertdialog').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Save', disabled: true }).waitFor()

    assert.equal(await author.text(1).innerText(), 'Le texte de trois.')
  })

  test('a section is dragged to another place, by the mouse and by the keyboard, and each is announced', async () => {
    const { page } = author
    await author.open('Le marché couvert')
    await page.getByRole('button', { name: 'Fold all' }).click()
    const target = page.getByRole('region', { name: 'Section 1' })
    await page
      .getByRole('button', { name: 'Drag “Deux” to another place' })
      .dragTo(target, { sourcePosition: { x: 8, y: 6 }, targetPosition: { x: 200, y: 8 } })
    await page.getByText('“Deux” is now 1 of 4').waitFor()
    const byMouse = await headingsOn(author)
    const handle = page.getByRole('button', { name: 'Drag “Deux” to another place' })
    await handle.focus()
    await page.keyboard.press('Enter')
    await tabTo(page, 'Section 2')
    await page.keyboard.press('Enter')
    await page.getByText('“Deux” is now 2 of 4').waitFor()
    await lookAt(page, 'sections-folded')

    assert.deepEqual(byMouse, ['Deux', 'Trois', '', 'Trois, encore'])
    assert.deepEqual(await headingsOn(author), ['Trois', 'Deux', '', 'Trois, encore'])
    await page.getByRole('button', { name: 'Unfold all' }).click()
    await page.getByRole('button', { name: 'Reset' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Yes, reset' }).click()
    await page.getByRole('alertdialog').waitFor({ state: 'hidden' })
  })

  test('a text pasted from Word keeps its structure, loses its rubbish, and its headings become sections', async () => {
    const { page } = author
    await newStory('Collé de Word')
    await author.typeInto(1, 'Avant. ')
    await paste(page, { 'text/html': await clipboard('word'), 'text/plain': 'Le maire …' })
    await author.heading(2).waitFor()
    const sections = await saved('Collé de Word')

    assert.deepEqual(sections, [
      {
        heading: '',
        blocks: [
          'p: Avant. ',
          'p: *Le maire* a annoncé _mardi_ la réouverture du [marché couvert](https://example.org/marche?a=1)\u00a0: une fête.',
          'ul: Des fruits (ul: Des pommes) / Des légumes',
        ],
      },
      {
        heading: 'Ce que disent les commerçants',
        blocks: ['quote: p: _«\u00a0On attendait ça depuis dix ans.\u00a0»_', 'p: Rien d’autre.'],
      },
    ])
    assert.equal(await page.evaluate(() => 'pasted' in window), false)
  })

  test('a text pasted from Google Docs into an empty section fills it, and what cannot come is said', async () => {
    const { page } = author
    await newStory('Collé de Google')
    await author.text(1).click()
    await paste(page, { 'text/html': await clipboard('google-docs') })
    await page.getByText(/had a picture, which was left out/).waitFor()
    await author.heading(2).waitFor()
    const sections = await saved('Collé de Google')

    assert.deepEqual(sections, [
      {
        heading: '',
        blocks: ['p: Un texte *gras*_ et penché_.', 'ol: Premier (ol: Dedans) / Second'],
      },
      { heading: 'La suite', blocks: ['p: [Un lien](https://example.org/?id=2) et un piège.'] },
    ])
  })

  test('plain text is pasted to the letter, paragraph by paragraph; within a text it goes where the cursor stands', async () => {
    const { page } = author
    await newStory('Collé sans mise en forme')
    await author.text(1).click()
    const plain = '2023. Une année\r\nd’élections *libres*.\r\n\r\n• un\r\n• deux\r\n\r\n– Vraiment ?\r\n'
    await paste(page, { 'text/plain': plain })
    await page.getByText('– Vraiment ?').click()
    // The editor takes a moment to agree with the browser on where the cursor is, and may first set it back.
    await until('the cursor to stand at the end', async () => {
      await page.keyboard.press('Control+End')
      return page.evaluate(async () => {
        await new Promise(resolve => setTimeout(resolve, 250))
        const { anchorNode, anchorOffset } = document.getSelection() ?? {}
        return anchorNode?.textContent === '– Vraiment ?' && anchorOffset === anchorNode.textContent.length
      })
    })
    await page.keyboard.type(' Fin', { delay: 120 })
    await paste(page, { 'text/plain': ' du texte' })
    const sections = await saved('Collé sans mise en forme')

    assert.deepEqual(sections, [
      {
        heading: '',
        blocks: ['p: 2023. Une année\nd’élections *libres*.', 'ul: un / deux', 'p: – Vraiment ? Fin du texte'],
      },
    ])
  })

  test('the standfirst counts its characters as one types', async () => {
    const { page } = author
    const standfirst = page.getByRole('textbox', { name: 'Standfirst' })
    await standfirst.fill('Court.')
    await page.getByText('6 characters · 160 to 300 read best').waitFor()
    await standfirst.fill('x'.repeat(200))
    await page.getByText('200 characters · a good length').waitFor()
    await standfirst.fill('x'.repeat(301))
    await page.getByText('301 characters · longer than the 300 that read best').waitFor()
    await standfirst.fill('x'.repeat(1001))
    await page.getByText('1001 characters · at most 1000 can be stored').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText(/must be no longer than 1000 characters/).waitFor()
    await standfirst.fill('Court.')
    await author.save()
  })

  async function newStory(headline: string): Promise<void> {
    await author.page.goto(`${newsroom.url}/articles/create`)
    await author.page.getByRole('textbox', { name: 'Headline' }).fill(headline)
  }

  /** Makes the story that stands in the form, and answers what was stored of its sections. */
  async function saved(headline: string) {
    await author.page.getByRole('button', { name: 'Create' }).click()
    await author.page.getByRole('region', { name: 'State' }).waitFor()
    const query =
      '($headline: String!) { articles(take: 1, where: { headline: { equals: $headline } }) { sections { heading body { document } } } }'
    const { data } = await author.ask(`query ${query}`, { headline })
    const [story] = (data?.['articles'] ?? []) as unknown as {
      sections: { heading: string; body: { document: Block[] } }[]
    }[] // asked for
    return story?.sections.map(({ heading, body }) => ({
      heading,
      blocks: body.document.map(sayBlock).filter(line => line !== 'p: '),
    }))
  }

  test('the author’s browser had nothing to complain about', () => {
    assert.deepEqual(author.troubles, [])
  })
})

/** Headings and texts as the page shows them, from top to bottom. */
async function sectionsOn({ page, heading, text }: Desk): Promise<string[][]> {
  const count = await page.getByRole('textbox', { name: /^Heading of section/ }).count()
  const places = Array.from({ length: count }, (_, index) => index + 1)
  return Promise.all(places.map(async place => [await heading(place).inputValue(), await text(place).innerText()]))
}

/** Presses Tab until the focus is where somebody listening hears this name. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 10; presses += 1) {
    if ((await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))) === name) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`Tab does not lead to ${name}`)
}

const headingsOn = async ({ page }: Desk): Promise<string[]> =>
  page
    .getByRole('textbox', { name: /^Heading of section/ })
    .evaluateAll(boxes => boxes.map(box => (box instanceof HTMLTextAreaElement ? box.value : '')))

/** What another program puts on the clipboard. */
const clipboard = (program: string) => readFile(path.join(import.meta.dirname, 'clipboard', `${program}.html`), 'utf8')

type Block = { type?: string; text?: string; bold?: true; italic?: true; href?: string; children?: Block[] }

const short: Record<string, string> = {
  paragraph: 'p: ',
  blockquote: 'quote: ',
  'unordered-list': 'ul: ',
  'ordered-list': 'ol: ',
}

/** A block as one line that can be read. */
function sayBlock({ type, text, bold, italic, href, children = [] }: Block): string {
  if (text !== undefined) return bold ? `*${text}*` : italic ? `_${text}_` : text
  const parts = children.map(sayBlock)
  if (type === 'link') return `[${parts.join('')}](${href})`
  if (type === 'list-item') return parts.map((part, index) => (index > 0 ? `(${part})` : part)).join(' ')
  return `${short[type ?? ''] ?? ''}${parts.join(type?.endsWith('list') ? ' / ' : '')}`
}
