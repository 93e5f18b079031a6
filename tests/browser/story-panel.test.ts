import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { paragraphs } from '../newsroom.ts'
import { until } from '../until.ts'
import { assertAccessible } from './assert-accessible.ts'
import { openBrowser } from './open-browser.ts'
import { lookAt, openDesk, type Desk } from './open-desk.ts'

const panel = 'aside[aria-label="About the story"]'
const openDialog = '[role="dialog"]'

type Story = { id: string; version: number; slug: string; sections: { id: string }[] }

describe('the story’s side panel', () => {
  let newsroom: RunningNewsroom
  let browser: Browser
  let author: Desk
  let editor: Desk
  let publisher: Desk
  let admin: Desk

  before(async () => {
    newsroom = await startNewsroom()
    browser = await openBrowser()
    author = await openDesk(browser, newsroom, 'author')
    editor = await openDesk(browser, newsroom, 'editor')
    publisher = await openDesk(browser, newsroom, 'publisher')
    admin = await openDesk(browser, newsroom, 'admin', { width: 1024, height: 1000 })
  })
  after(async () => {
    await browser?.close()
    await newsroom?.stop()
  })

  const untilHeadline = (page: Page, headline: string) =>
    until(`the form says “${headline}”`, async () => {
      return (await page.getByRole('textbox', { name: 'Headline' }).inputValue()) === headline
    })

  /** Goes through the API as one of the desks, and gives what it answered. */
  async function must(desk: Desk, query: string, variables: object): Promise<Story> {
    const { data, errors } = await desk.ask(query, variables as Record<string, unknown>)
    assert.deepEqual(errors, undefined)
    return data?.['story'] as unknown as Story // every query below names its answer so
  }
  const selection = 'id version slug sections { id }'

  /** A whole draft by the author: it meets the checklist, unless `content` says otherwise. */
  async function draft(headline: string, content: object = {}): Promise<Story> {
    const seeded = await must(
      editor,
      'query { story: article(where: { slug: "pourparlers-azerbaidjan-haut-karabakh" }) { id version image { id } tags { id } } }',
      {},
    )
    const { image, tags } = seeded as unknown as { image: { id: string }; tags: { id: string }[] } // as asked for
    const data = {
      ...{ headline, description: 'Ce que l’on sait.', language: 'fr' },
      tags: { connect: tags.map(({ id }) => ({ id })) },
      image: { connect: { id: image.id } },
      sections: [
        { heading: 'Le chantier', body: paragraphs('Les travaux ont duré deux ans.') },
        { heading: 'La suite', body: paragraphs('Une deuxième phase commence.') },
      ],
      ...content,
    }
    const create = `mutation ($data: ArticleCreateInput!) { story: createArticle(data: $data) { ${selection} } }`
    return must(author, create, { data })
  }

  async function move(desk: Desk, name: string, { id, version }: Story, answers = ''): Promise<Story> {
    const act = `mutation ($id: ID!, $version: Int!) { story: ${name}Article(where: { id: $id }, version: $version${answers}) { ${selection} } }`
    return must(desk, act, { id, version })
  }

  const approved = async (headline: string) =>
    move(editor, 'approve', await move(author, 'submit', await draft(headline)))
  const live = async (headline: string) => move(publisher, 'publish', await approved(headline))
  const save = ({ id, version }: Story, data: object) =>
    must(
      editor,
      `mutation ($id: ID!, $data: ArticleUpdateInput!) { story: updateArticle(where: { id: $id }, data: $data) { ${selection} } }`,
      {
        id,
        data: { version, ...data },
      },
    )

  async function open({ page }: Desk, { id }: Story): Promise<Page> {
    await page.goto(`${newsroom.url}/articles/${id}`)
    await page.getByRole('region', { name: 'State' }).waitFor()
    return page
  }

  /** Opens a part of the panel, if it is not open, and gives it. */
  async function part(page: Page, name: string) {
    const region = page.getByRole('region', { name, exact: true })
    const title = region.getByRole('heading', { level: 2 }).getByRole('button')
    if ((await title.getAttribute('aria-expanded')) === 'false') await title.click()
    return region
  }

  test('everybody is offered what is open to them, and told why the rest is not', async () => {
    const story = await move(author, 'submit', await draft('Panneau : ce qui est ouvert'))
    const [ofAuthor, ofEditor] = [await open(author, story), await open(editor, story)]
    const closedTo = async (page: Page) => {
      await page.getByText(/moves are not open/).click()
      return (await page.getByRole('region', { name: 'State' }).locator('dl').innerText()).replaceAll('\n', ' ')
    }
    const [offeredToAuthor, offeredToEditor] = [await author.offers(), await editor.offers()]
    const [toAuthor, toEditor] = [await closedTo(ofAuthor), await closedTo(ofEditor)]

    assert.deepEqual(offeredToAuthor, [])
    assert.deepEqual(offeredToEditor, ['Approve', 'Request changes', 'Archive', 'Move to trash'])
    assert.match(toAuthor, /Approve For editors and above\./)
    assert.match(toEditor, /Publish For publishers and above\./)
    assert.match(toEditor, /Submit for review Starts from a story that is a draft or waiting for changes\./)
    await assertAccessible(ofEditor, panel)
    await lookAt(ofEditor, 'panel-editor')
  })

  test('what is not saved holds the moves back, and says so', async () => {
    const page = await open(editor, await move(author, 'submit', await draft('Panneau : pas enregistré')))
    await page.getByRole('textbox', { name: 'Headline' }).fill('Panneau : un autre titre')
    await page.getByText('Save or reset your changes first.').waitFor()
    await page.getByRole('button', { name: 'Approve', exact: true, disabled: true }).waitFor()
    await editor.save()
    await page.getByText('Save or reset your changes first.').waitFor({ state: 'detached' })

    // Whoever changed the text does not approve it.
    assert.ok(!(await editor.offers()).includes('Approve'))
  })

  test('every item of the checklist leads to its field', async () => {
    const page = await open(author, await draft('Panneau : la liste', { description: '' }))
    const items = (await part(page, 'Checklist')).getByRole('listitem').getByRole('button')
    const led: [string, boolean][] = []
    for (const item of await items.all()) {
      await page
        .getByRole('heading', { level: 1 })
        .first()
        .evaluate(() => (document.activeElement as HTMLElement).blur())
      await item.click()
      const label = await item.innerText()
      const elsewhere = await item.evaluate(
        button => ![button, document.body].includes(document.activeElement as HTMLElement),
      )
      led.push([label, elsewhere])
    }

    assert.equal(led.length, 11)
    assert.deepEqual(
      led.filter(([, elsewhere]) => !elsewhere),
      [],
    )
  })

  test('a time in the night in which clocks go back is asked for twice, and the one chosen is kept', async () => {
    const story = await approved('Panneau : la nuit d’octobre')
    const page = await open(publisher, story)
    await page.getByRole('button', { name: 'Schedule', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: /^Schedule: / })
    await dialog.getByText('Europe/Paris (Central European Time)').waitFor()
    await dialog.getByLabel('Goes live at').fill('2030-03-31T02:30')
    await dialog.getByText(/this time never comes\. That is Sunday,? 31 March 2030 at 03:30 \(UTC\+2\)/).waitFor()
    await dialog.getByLabel('Goes live at').fill('2030-10-27T02:30')
    await dialog.getByRole('radio', { name: /UTC\+1/ }).check()
    await lookAt(page, 'panel-schedule')
    await assertAccessible(page, openDialog)
    await dialog.getByRole('button', { name: 'Schedule' }).click()
    await dialog.waitFor({ state: 'hidden' })
    const shown = await (await part(page, 'Schedule')).innerText()
    const { publishAt } = (await must(
      editor,
      'query ($id: ID!) { story: article(where: { id: $id }) { id publishAt } }',
      story,
    )) as unknown as { publishAt: string }

    assert.equal(publishAt, '2030-10-27T01:30:00.000Z')
    assert.match(shown, /Scheduled/)
    assert.match(shown, /27 October 2030 at 02:30 CET/)
  })

  test('a refused schedule says why in its dialog, and what was typed stays', async () => {
    const page = await open(publisher, await approved('Panneau : trop tard'))
    await page.getByRole('button', { name: 'Schedule', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: /^Schedule: / })
    await dialog.getByLabel('Goes live at').fill('2020-01-01T10:00')
    await dialog.getByRole('button', { name: 'Schedule' }).click()
    const refusal = await dialog.getByRole('alert').innerText()
    const typed = await dialog.getByLabel('Goes live at').inputValue()
    await dialog.getByRole('button', { name: 'Cancel' }).click()

    assert.match(refusal, /cannot go live at 1 January 2020 at 10:00 CET: it is .* already\. Choose a later time/s)
    assert.equal(typed, '2020-01-01T10:00')
  })

  test('the end of a story with its readers is set in the form, and shown with its zone', async () => {
    const page = await open(publisher, await live('Panneau : la fin'))
    await (await part(page, 'Schedule')).getByRole('button', { name: 'Change Leaves readers' }).click()
    await page.keyboard.type('28102030')
    await page.keyboard.type('103000')
    await publisher.save()
    const shown = await (await part(page, 'Schedule')).innerText()

    assert.match(shown, /Leaves readers\s+28 October 2030 at 10:30 CET/)
  })

  test('what differs from the live text is named, and compared word by word at an address of its own', async () => {
    const story = await live('Panneau : le pont rouvre')
    await save(story, {
      headline: 'Panneau : le pont rouvre lundi',
      sections: [
        { id: story.sections[1]?.id, heading: 'La suite', body: paragraphs('Une deuxième phase commence.') },
        { id: story.sections[0]?.id, heading: 'Le chantier', body: paragraphs('Les travaux ont duré trois ans.') },
      ],
    })
    const page = await open(editor, story)
    const readers = await part(page, 'For readers')
    await readers.getByText(/The working copy differs in: headline/).waitFor()
    const told = await readers.innerText()
    await readers.getByRole('link', { name: 'Compare with what is live' }).click()
    await page.getByRole('heading', { name: 'Sections' }).waitFor()
    const address = page.url()
    const [added, removed] = [
      (await page.getByRole('insertion').allInnerTexts()).join(' '),
      (await page.getByRole('deletion').allInnerTexts()).join(' '),
    ]
    const whole = await page.getByRole('main').innerText()
    await assertAccessible(page)
    await lookAt(page, 'compare-inline')
    await page.getByRole('radio', { name: 'Side by side' }).check()
    await page.waitForURL(/view=beside/)
    await lookAt(page, 'compare-beside')
    await page.emulateMedia({ media: 'print' })
    const printed = await page.getByRole('button', { name: 'Print' }).isVisible()
    await page.emulateMedia({ media: null })

    assert.match(told, /Live: revision 1, published by .+ on /)
    assert.match(address, new RegExp(`/articles/${story.id}/compare\\?from=live&to=working$`))
    assert.match(added, /lundi.*trois/s)
    assert.match(removed, /deux/)
    assert.match(whole, /moved from place \d to \d/)
    assert.match(whole, /2 words added, 1 removed/)
    assert.equal(printed, false)
  })

  test('any two revisions are compared, and an old one is restored after a confirmation', async () => {
    const story = await draft('Panneau : premier titre')
    await save(await save(story, { headline: 'Panneau : deuxième titre' }), { headline: 'Panneau : troisième titre' })
    const page = await open(editor, story)
    const versions = await part(page, 'Versions')
    await versions.getByRole('radio', { name: 'Compare from revision 1' }).check()
    await versions.getByRole('radio', { name: 'Compare to revision 2' }).check()
    await versions.getByRole('button', { name: 'Compare 1 with 2' }).click()
    await page.getByRole('insertion').filter({ hasText: 'deuxième' }).waitFor()
    await open(editor, story)
    await (await part(page, 'Versions')).getByRole('button', { name: 'Restore revision 1' }).click()
    const dialog = page.getByRole('dialog', { name: 'Restore revision 1' })
    await dialog.getByRole('button', { name: 'Restore' }).click()
    await dialog.waitFor({ state: 'hidden' })

    await untilHeadline(page, 'Panneau : premier titre')
    await page.getByText('Revision 4', { exact: true }).first().waitFor()
  })

  test('a note is written, answered, resolved and reopened; while it is open, nobody approves', async () => {
    const story = await move(author, 'submit', await draft('Panneau : une note'))
    const page = await open(editor, story)
    const notes = await part(page, 'Notes')
    await notes.getByLabel('New note on the story').fill('D’où vient ce chiffre ?')
    await notes.getByRole('button', { name: 'Add note' }).click()
    await notes.getByText('D’où vient ce chiffre ?').first().waitFor()
    await page.getByRole('button', { name: 'Open: A note is not resolved yet.' }).waitFor()
    const whileOpen = await editor.offers()
    const ofAuthor = await open(author, story)
    const answering = await part(ofAuthor, 'Notes')
    await answering.getByRole('button', { name: 'Reply' }).click()
    await answering.getByLabel('Your reply').fill('Du rapport.')
    await answering.getByRole('button', { name: 'Send reply' }).click()
    await answering.getByText('Answered').waitFor()
    await open(editor, story)
    await (await part(page, 'Notes')).getByRole('button', { name: 'Resolve' }).click()
    await page.getByRole('button', { name: 'Approve', exact: true }).waitFor()
    await page.getByText('1 resolved').click()
    await page.getByRole('button', { name: 'Reopen' }).click()
    await page.getByRole('button', { name: 'Approve', exact: true }).waitFor({ state: 'detached' })
    await assertAccessible(page, panel)

    assert.ok(!whileOpen.includes('Approve'))
  })

  test('a note on a section stands on its card, and in the panel by the section’s name', async () => {
    const story = await draft('Panneau : une section')
    const page = await open(editor, story)
    await page.getByRole('button', { name: 'Notes on section 2', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Notes on section 2' })
    await dialog.getByLabel('New note on this section').fill('Quelle phase ?')
    await dialog.getByRole('button', { name: 'Add note' }).click()
    await dialog.getByText('Quelle phase ?').first().waitFor()
    await assertAccessible(page, openDialog)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Notes on section 2, 1 open' }).waitFor()
    const told = await (await part(page, 'Notes')).innerText()

    assert.match(told, /On the section “La suite”/)
  })

  test('breaking news goes out over the checklist, is corrected, killed and reinstated, and the trail tells it', async () => {
    const story = await draft('Panneau : urgent', { description: '' })
    const page = await open(publisher, story)
    await publisher.move('Publish now', { Reason: 'C’est urgent.', Override: 'Le chapô suivra.' })
    await publisher.showsState('Approved')
    const now = await must(editor, `query ($id: ID!) { story: article(where: { id: $id }) { ${selection} } }`, story)
    const better = await save(now, { description: 'Le chapô.' })
    await move(admin, 'approve', await move(editor, 'submit', better))
    await open(publisher, story)
    await publisher.move('Publish a correction', { Note: 'Il manquait le chapô.' })
    await (await part(page, 'For readers')).getByText('Il manquait le chapô.').waitFor()
    await publisher.move('Kill', { Reason: 'Plainte.', Note: 'Retiré pour vérification.' })
    await (await part(page, 'For readers')).getByText('Killed', { exact: true }).waitFor()
    const whileKilled = await publisher.offers()
    await publisher.move('Reinstate', { Reason: 'Vérifié.' })
    await publisher.showsState('Draft')
    const trail = await part(page, 'Trail')
    await trail.getByText(/reinstated the story/).waitFor()
    const told = (await trail.innerText()).replace(/\s+/g, ' ')
    await lookAt(page, 'panel-trail')

    assert.ok(!whileKilled.includes('Publish now'))
    assert.match(told, /killed the story\. “Plainte\.” Public note: “Retiré pour vérification\.”/)
    assert.match(told, /published a correction as revision 2\./)
    assert.match(
      told,
      /approved and published revision 1 at once\. “C’est urgent\.” Checklist overridden: “Le chapô suivra\.”/,
    )
  })

  test('an admin erases a story by law, with a legal basis and the slug typed', async () => {
    const story = await live('Panneau : à effacer')
    const page = await open(admin, story)
    await (await part(page, 'For good')).getByRole('button', { name: 'Erase by law…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Erase by law' })
    const erase = dialog.getByRole('button', { name: 'Erase' })
    await dialog.getByLabel('Legal basis').fill('Jugement du 3 mars')
    const beforeTyping = await erase.isDisabled()
    await dialog.getByLabel(/To confirm, type/).fill(story.slug)
    await erase.click()
    await dialog.getByText('The content is erased.').waitFor()
    await dialog.getByRole('button', { name: 'Close' }).click()

    await untilHeadline(page, 'Erased')
    assert.equal(beforeTyping, true)
  })

  test('a draft in the trash is removed for good, and where that is refused its dialog says why', async () => {
    const story = await draft('Panneau : à supprimer')
    const page = await open(admin, await move(admin, 'trash', story))
    const removal = (await part(page, 'For good')).getByRole('button', { name: 'Remove for good…' })
    await removal.click()
    // Meanwhile somebody takes it out again.
    await move(editor, 'untrash', { ...story, version: story.version + 1 })
    const dialog = page.getByRole('alertdialog', { name: /^Remove for good/ })
    await dialog.getByRole('button', { name: 'Remove for good' }).click()
    const refusal = await dialog.getByRole('alert').textContent()
    await dialog.getByRole('button', { name: 'Cancel' }).click()

    await open(admin, await move(editor, 'trash', { ...story, version: story.version + 2 }))
    await (await part(page, 'For good')).getByRole('button', { name: 'Remove for good…' }).click()
    await dialog.getByRole('button', { name: 'Remove for good' }).click()
    await page.waitForURL(`${newsroom.url}/articles`)
    const { data } = await admin.ask('query ($id: ID!) { article(where: { id: $id }) { id } }', { id: story.id })

    assert.match(refusal ?? '', /is not in the trash/)
    assert.deepEqual(data, { article: null })
  })

  test('the audit trail and the list of revisions name people and stories', async () => {
    await editor.page.goto(`${newsroom.url}/audit-entries`)
    const row = editor.page.getByRole('row').filter({ hasText: 'erased all content of the story' })
    await row.first().waitFor()
    const told = await row.first().innerText()
    await editor.page.goto(`${newsroom.url}/revisions`)
    await editor.page.getByRole('link', { name: 'Panneau : urgent' }).first().waitFor()
    await lookAt(editor.page, 'revisions')

    assert.match(told, /Story Erased/)
  })

  test('nobody’s browser had anything to complain about on the way', () => {
    assert.deepEqual(
      [author, editor, publisher, admin].flatMap(({ troubles }) => troubles),
      [],
    )
  })
})
