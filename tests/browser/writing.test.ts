import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import type { Browser, Page } from 'playwright'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { assertAccessible } from './assert-accessible.ts'
import { untilKept, untilNothingKept } from './kept-work.ts'
import { openBrowser } from './open-browser.ts'
import { lookAt, openDesk, signIn, type Desk } from './open-desk.ts'

type StoredStory = {
  headline: string
  description: string
  version: number
  sections: { body: { document: { children: { text: string }[] }[] } }[]
}

const paragraph = (text: string) => [{ type: 'paragraph', children: [{ text }] }]

describe('nothing typed is lost', () => {
  let newsroom: RunningNewsroom
  let browser: Browser
  let author: Desk
  let editor: Desk

  before(async () => {
    newsroom = await startNewsroom()
    browser = await openBrowser()
    author = await openDesk(browser, newsroom, 'author')
    editor = await openDesk(browser, newsroom, 'editor')
  })
  after(async () => {
    await browser?.close()
    await newsroom?.stop()
  })

  /** A story of the author's with two sections. */
  async function draft(headline: string): Promise<string> {
    const sections = ['Un', 'Deux'].map(heading => ({ heading, body: paragraph(`Le texte de ${heading}.`) }))
    const { data } = await author.ask(
      'mutation ($data: ArticleCreateInput!) { story: createArticle(data: $data) { id } }',
      {
        data: { headline, sections },
      },
    )
    return String(data?.['story']?.['id'])
  }

  async function stored(id: string) {
    const { data } = await author.ask(
      'query ($id: ID!) { article(where: { id: $id }) { headline description version sections { heading body { document } } } }',
      { id },
    )
    const { headline, description, version, sections } = (data?.['article'] ?? {}) as unknown as StoredStory // asked for above
    const texts = sections.map(({ body }) =>
      body.document.flatMap(({ children }) => children.map(({ text }) => text)).join(''),
    )
    return { headline, description, version, texts }
  }

  async function openStory({ page }: { page: Page }, id: string): Promise<void> {
    await page.goto(`${newsroom.url}/articles/${id}`)
    await page.getByRole('textbox', { name: 'Headline' }).waitFor()
  }

  test('after the browser broke down, what was typed is offered again with what differs, and saved', async () => {
    const id = await draft('Une panne')
    const page = await author.context.newPage()
    await openStory({ page }, id)
    await page.getByRole('textbox', { name: 'Standfirst' }).fill('Écrit avant la panne.')
    await page.getByText('21 characters').waitFor()
    await untilKept(page, 'Écrit avant la panne.')
    const crashed = page.waitForEvent('crash')
    const devtools = await author.context.newCDPSession(page)
    void devtools.send('Page.crash').catch(() => {})
    await crashed
    await page.close()

    await openStory(author, id)
    const notice = author.page.getByText(/“Une panne”, typed .*, was not saved\. It differs in: Standfirst\./)
    await notice.waitFor()
    await author.page.getByRole('button', { name: 'See what differs' }).click()
    await author.page.getByRole('region', { name: 'Standfirst' }).getByText('Écrit avant la panne.').waitFor()
    await assertAccessible(author.page)
    await lookAt(author.page, 'kept-work')
    await author.page.getByRole('button', { name: 'Take this into the form' }).click()
    await author.save()
    await untilNothingKept(author.page)
    await author.page.reload()
    await author.page.getByRole('textbox', { name: 'Headline' }).waitFor()

    assert.equal((await stored(id)).description, 'Écrit avant la panne.')
    assert.equal(await notice.count(), 0)
  })

  test('a new story that was never saved is offered again after its tab was closed', async () => {
    const page = await author.context.newPage()
    await page.goto(`${newsroom.url}/articles/create`)
    await page.getByRole('textbox', { name: 'Headline' }).fill('Jamais enregistré')
    await page.getByRole('textbox', { name: 'Heading of section 1' }).fill('Un début')
    await untilKept(page, 'Un début')
    await page.close()

    await author.page.goto(`${newsroom.url}/articles/create`)
    await author.page.getByText(/“Jamais enregistré”, typed .*, was not saved/).waitFor()
    await author.page.getByRole('button', { name: 'Take it up again' }).click()
    const heading = await author.heading(1).inputValue()
    await author.page.getByRole('button', { name: 'Create' }).dblclick()
    await author.page.getByRole('region', { name: 'State' }).waitFor()
    await untilNothingKept(author.page)
    const { data } = await author.ask('{ articlesCount(where: { headline: { equals: "Jamais enregistré" } }) }')

    assert.equal(heading, 'Un début')
    assert.equal(data?.['articlesCount'], 1)
  })

  test('whoever is about to leave unsaved work is asked, and stays or leaves', async () => {
    const { page } = author
    await draft('Une sortie')
    await page.goto(newsroom.url)
    await author.open('Une sortie')
    await author.typeInto(1, ' Pas encore enregistré.')
    const link = page.getByRole('navigation', { name: 'main' }).getByRole('link', { name: 'Tags', exact: true })
    await link.click()
    await page.getByRole('alertdialog', { name: 'Leave without saving?' }).waitFor()
    await page.getByRole('button', { name: 'Stay here' }).click()
    const text = await author.text(1).innerText()
    await page.goBack()
    await page.getByRole('alertdialog', { name: 'Leave without saving?' }).waitFor()
    await page.getByRole('button', { name: 'Stay here' }).click()
    const address = page.url()
    await link.click()
    await page.getByRole('button', { name: 'Leave', exact: true }).click()
    await page.getByRole('heading', { name: 'Tags', exact: true }).waitFor()

    assert.match(text, /Pas encore enregistré\.$/)
    assert.match(address, /\/articles\/\w+$/)
  })

  test('two people write at once: each sees the other, and the second merges field by field and section by section', async () => {
    const id = await draft('À deux')
    await Promise.all([openStory(author, id), openStory(editor, id)])
    await author.page.getByText(/Dominique Rédac has it open|Dominique Rédac is writing/).waitFor()
    await editor.page.getByRole('textbox', { name: 'Headline' }).fill('À deux, vraiment')
    await editor.typeInto(1, ' De la rédaction.')
    await author.page.getByRole('textbox', { name: 'Standfirst' }).fill('De l’auteur.')
    await author.typeInto(1, ' De l’auteur.')
    await author.typeInto(2, ' Aussi.')
    await editor.page.getByText('Camille Auteur is writing').waitFor()
    await lookAt(editor.page, 'others-here')
    await editor.save()

    await author.page.getByRole('button', { name: 'Save' }).click()
    const dialog = author.page.getByRole('dialog', { name: 'Somebody else saved this story first' })
    await dialog.getByText(/Dominique Rédac saved/).waitFor()
    await assertAccessible(author.page)
    await lookAt(author.page, 'merge')
    const undecided = await dialog.getByRole('status').innerText()
    await dialog.getByRole('region', { name: 'Section “Un”' }).getByRole('radio', { name: 'Both' }).check()
    const saved = untilSaved(author.page)
    await dialog.getByRole('button', { name: 'Save this' }).click()
    await saved
    const { headline, description, texts } = await stored(id)

    assert.equal(undecided, 'One difference is still to be decided.')
    assert.deepEqual([headline, description], ['À deux, vraiment', 'De l’auteur.'])
    assert.deepEqual(texts, [
      'Le texte de Un. De la rédaction.',
      'Le texte de Un. De l’auteur.',
      'Le texte de Deux. Aussi.',
    ])
  })

  test('one person in two windows is told so in both, and the window that saves second merges', async () => {
    const id = await draft('Deux fenêtres')
    const other = await author.context.newPage()
    await Promise.all([openStory(author, id), openStory({ page: other }, id)])
    await author.page.getByText('You have it open in another window').waitFor()
    await other.getByRole('textbox', { name: 'Standfirst' }).fill('De l’autre fenêtre.')
    await author.page.getByText('You are writing in another window').waitFor()
    const saved = untilSaved(other)
    await other.getByRole('button', { name: 'Save' }).click()
    await saved
    await author.page.getByRole('textbox', { name: 'Headline' }).fill('Deux fenêtres, une personne')
    await author.page.getByRole('button', { name: 'Save' }).click()
    const dialog = author.page.getByRole('dialog', { name: 'Somebody else saved this story first' })
    await dialog.waitFor()
    const merged = untilSaved(author.page)
    await dialog.getByRole('button', { name: 'Save this' }).click()
    await merged
    await other.close()
    const { headline, description } = await stored(id)

    assert.deepEqual([headline, description], ['Deux fenêtres, une personne', 'De l’autre fenêtre.'])
  })

  test('where somebody else has signed in at the browser, the page that is open is not used on, and its work is kept', async () => {
    const id = await draft('Un poste partagé')
    const first = await openDesk(browser, newsroom, 'author')
    await openStory(first, id)
    await first.typeInto(1, ' Pas encore à toi.')
    await untilKept(first.page, 'Pas encore à toi.')
    await first.context.clearCookies()
    const second = await first.context.newPage()
    await second.goto(newsroom.url)
    await signIn(second, 'editor@example.org', 'bouclage-demo')
    await second.getByRole('heading', { name: 'My desk' }).waitFor()
    const dialog = first.page.getByRole('dialog', { name: 'Somebody else has signed in here' })
    await dialog.getByText(/opened by Camille Auteur/).waitFor()
    await first.page.keyboard.press('Escape')
    await assertAccessible(first.page)
    await lookAt(first.page, 'somebody-else-signed-in')
    await dialog.getByRole('button').click()
    await first.page.getByText('Dominique Rédac').first().waitFor()
    await openStory(first, id)
    const offered = await first.page.getByText('Work that was not saved').count()
    const { texts } = await stored(id)
    await first.context.close()

    assert.equal(offered, 0)
    assert.deepEqual(texts, ['Le texte de Un.', 'Le texte de Deux.'])
  })

  test('a session that ended is begun again in place, by the same person, and the save goes on', async () => {
    const { page } = author
    const id = await draft('Une session')
    await openStory(author, id)
    await author.typeInto(1, ' Écrit après.')
    await inDatabase(`update "Session" set "revokedAt" = now() where "userAgent" <> ''`)
    await page.getByRole('button', { name: 'Save' }).click()
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
    await dialog.getByText(/Camille Auteur \(author@example\.org\)/).waitFor()
    await assertAccessible(page)
    await lookAt(page, 'session-ended')
    await dialog.getByLabel('Password', { exact: true }).fill('wrong')
    await dialog.getByRole('button', { name: 'Sign in and go on' }).click()
    await dialog.getByText(/do not belong together/).waitFor()
    await dialog.getByLabel('Password', { exact: true }).fill('bouclage-demo')
    const saved = untilSaved(page)
    await dialog.getByRole('button', { name: 'Sign in and go on' }).click()
    await saved

    assert.deepEqual((await stored(id)).texts, ['Le texte de Un. Écrit après.', 'Le texte de Deux.'])
  })

  test('what one person did not save is never shown to the next at the same browser', async () => {
    const id = await draft('Un secret')
    const first = await openDesk(browser, newsroom, 'author')
    await openStory(first, id)
    await first.typeInto(1, ' Confidentiel.')
    await untilKept(first.page, 'Confidentiel.')
    await first.context.clearCookies()
    const next = await first.context.newPage()
    await first.page.close()
    await next.goto(newsroom.url)
    await signIn(next, 'editor@example.org', 'bouclage-demo')
    await next.getByRole('heading', { name: 'My desk' }).waitFor()
    await openStory({ page: next }, id)
    await next
      .getByText(/Camille Auteur|Checklist/)
      .first()
      .waitFor()
    const offered = await next.getByText('Work that was not saved').count()
    await next.getByRole('button', { name: 'Sign out' }).click()
    await next.getByRole('heading', { name: 'Sign in' }).waitFor()
    await signIn(next, 'author@example.org', 'bouclage-demo')
    await next.getByRole('heading', { name: 'My desk' }).waitFor()
    await openStory({ page: next }, id)
    await next.getByText('Work that was not saved').waitFor()
    await next.getByRole('button', { name: 'Sign out' }).click()
    await next.getByRole('button', { name: 'Sign out and remove it' }).click()
    await next.getByRole('heading', { name: 'Sign in' }).waitFor()
    await untilNothingKept(next)

    assert.equal(offered, 0)
    await first.context.close()
  })

  test('on a slow network a save that is pressed twice is one save', async () => {
    const { page } = author
    const id = await draft('Un réseau lent')
    await openStory(author, id)
    let saves = 0
    let answer = () => {}
    const held = new Promise<void>(resolve => (answer = resolve))
    await page.route('**/api/graphql', async route => {
      if (!route.request().postData()?.includes('ArticleUpdateInput')) return route.fallback()
      saves += 1
      await held
      return route.fallback()
    })
    await author.typeInto(1, ' Lentement.')
    await page.getByRole('button', { name: 'Save' }).dblclick()
    await page.getByRole('textbox', { name: 'Headline' }).press('Enter')
    await page.getByText('The server takes its time.').waitFor()
    const saved = untilSaved(page)
    answer()
    await saved
    await page.unroute('**/api/graphql')

    assert.equal(saves, 1)
    assert.equal((await stored(id)).version, 2)
  })

  test('a save whose answer was lost is understood as saved', async () => {
    const { page } = author
    const id = await draft('Une réponse perdue')
    await openStory(author, id)
    await page.getByRole('button', { name: 'Add a section', exact: true }).click()
    await author.typeInto(3, 'Une section de plus.')
    let isLost = false
    await page.route('**/api/graphql', async route => {
      if (isLost || !route.request().postData()?.includes('ArticleUpdateInput')) return route.fallback()
      isLost = true
      await route.fetch()
      return route.abort()
    })
    await page.getByRole('button', { name: 'Save' }).click()
    await page
      .getByText(/The server did not answer/)
      .first()
      .waitFor()
    const answered = page.waitForResponse(
      response => response.request().postData()?.includes('ArticleUpdateInput') ?? false,
    )
    await page.getByRole('button', { name: 'Save' }).click()
    await answered
    await page.getByRole('button', { name: 'Save', disabled: true }).waitFor()
    await page.unroute('**/api/graphql')
    const { texts, version } = await stored(id)

    assert.equal(await page.getByRole('dialog').count(), 0, 'nothing is to be merged')
    assert.deepEqual(texts, ['Le texte de Un.', 'Le texte de Deux.', 'Une section de plus.'])
    assert.equal(version, 2)
  })

  test('a new story whose first answer was lost is made once, with what was typed until the second', async () => {
    const { page } = author
    await page.goto(`${newsroom.url}/articles/create`)
    await page.getByRole('textbox', { name: 'Headline' }).fill('Une seule fois')
    let isLost = false
    await page.route('**/api/graphql', async route => {
      if (isLost || !route.request().postData()?.includes('ArticleCreateInput')) return route.fallback()
      isLost = true
      await route.fetch()
      return route.abort()
    })
    await page.getByRole('button', { name: 'Create' }).click()
    await page
      .getByText(/The server did not answer/)
      .first()
      .waitFor()
    await page.getByRole('textbox', { name: 'Standfirst' }).fill('Typed meanwhile.')
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('region', { name: 'State' }).waitFor()
    await page.unroute('**/api/graphql')
    const { data } = await author.ask('{ articles(where: { headline: { equals: "Une seule fois" } }) { description } }')

    assert.deepEqual(data?.['articles'], [{ description: 'Typed meanwhile.' }])
  })

  test('a server that stops in the middle of a save loses nothing: saving again works once it is back', async () => {
    const { page } = author
    const id = await draft('Un arrêt')
    await openStory(author, id)
    await author.typeInto(1, ' Avant l’arrêt.')
    await inDatabase('begin; lock table "Article" in exclusive mode; select pg_sleep(0)', async () => {
      const sent = page.waitForRequest(request => request.postData()?.includes('ArticleUpdateInput') ?? false)
      await page.getByRole('button', { name: 'Save' }).click()
      await sent
      await newsroom.kill9()
    })
    await page
      .getByText(/The server did not answer/)
      .first()
      .waitFor()
    await lookAt(page, 'server-away')
    const text = await author.text(1).innerText()
    await newsroom.startAgain()
    await author.save()

    assert.match(text, /Avant l’arrêt\.$/)
    assert.deepEqual((await stored(id)).texts, ['Le texte de Un. Avant l’arrêt.', 'Le texte de Deux.'])
  })

  /** Runs a statement, and something else while its connection is open. */
  async function inDatabase(sql: string, meanwhile: () => Promise<void> = async () => {}): Promise<void> {
    const client = new pg.Client({ connectionString: newsroom.databaseUrl })
    await client.connect()
    try {
      await client.query(sql)
      await meanwhile()
    } finally {
      await client.end()
    }
  }
})

/** After a save that was accepted the page reads the story again, and says so. */
async function untilSaved(page: Page): Promise<void> {
  await page.waitForResponse(
    response => response.ok() && (response.request().postData()?.includes('ArticleUpdateInput') ?? false),
  )
  await page.waitForResponse(response => response.request().postData()?.includes('query KsFetchItem') ?? false)
  await page.getByRole('button', { name: 'Save', disabled: true }).waitFor()
}
