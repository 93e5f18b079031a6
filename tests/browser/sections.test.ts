import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { openBrowser } from './open-browser.ts'
import { lookAt, openDesk, type Desk } from './open-desk.ts'

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
    await page.getByRole('button', { name: 'Save', disabled: true }).waitFor()

    assert.equal(await author.text(1).innerText(), 'Le texte de trois.')
  })

  test('when two people save the same story, the second is told so and keeps what was typed', async () => {
    const editor = await openDesk(browser, newsroom, 'editor')
    await Promise.all([author.open('Le marché couvert'), editor.open('Le marché couvert')])
    await editor.typeInto(1, ' De la rédaction.')
    await author.typeInto(1, ' De l’auteur.')
    await editor.save()
    await author.page.getByRole('button', { name: 'Save' }).click()
    await author.page
      .getByText(/“Le marché couvert rouvre ses portes” was changed by Dominique Rédac/)
      .first()
      .waitFor()
    await lookAt(author.page, 'saved-second')

    assert.match(await author.text(1).innerText(), /De l’auteur\.$/)
    assert.deepEqual(editor.troubles, [])
  })

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
