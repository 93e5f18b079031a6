import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import type { Browser, Page } from 'playwright'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { until } from '../until.ts'
import { assertAccessible } from './assert-accessible.ts'
import { makeApproved, makeDraft, makeMove, type Made, makeWholeDraft } from './make-stories.ts'
import { openBrowser } from './open-browser.ts'
import { lookAt, openDesk, type Desk } from './open-desk.ts'
import { setMoment } from './set-moment.ts'

describe('the desk, the calendar and releases', () => {
  let newsroom: RunningNewsroom
  let browser: Browser
  let author: Desk
  let publisher: Desk

  before(async () => {
    newsroom = await startNewsroom()
    browser = await openBrowser()
    author = await openDesk(browser, newsroom, 'author')
    publisher = await openDesk(browser, newsroom, 'publisher')
  })
  after(async () => {
    await browser?.close()
    await newsroom?.stop()
  })

  const rowsOf = (page: Page, region: string) => page.getByRole('region', { name: region }).getByRole('listitem')
  const publishAtOf = async (story: Made) => {
    const { data } = await publisher.ask('query ($id: ID!) { article(where: { id: $id }) { publishAt } }', {
      id: story.id,
    })
    return String(data?.['article']?.['publishAt'])
  }
  const tomorrowAt = (clock: string) =>
    `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T${clock}:00.000Z`

  test('the desk says what waits for whom, and why', async () => {
    await makeMove(author, 'submit', await makeDraft(author, 'À relire ce matin'))
    await makeApproved(author, publisher, 'Prête à paraître')
    const submitted = await makeMove(author, 'submit', await makeDraft(author, 'Chiffres à vérifier'))
    await makeMove(publisher, 'requestChanges', submitted, 'reason: "D’où viennent-ils ?"')
    await publisher.page.reload()
    await author.page.reload()
    const waiting = rowsOf(publisher.page, 'Waiting for you')
    await waiting.filter({ hasText: 'À relire ce matin' }).getByText('To review').waitFor()
    await waiting.filter({ hasText: 'Prête à paraître' }).getByText('To publish').waitFor()
    const sentBack = rowsOf(author.page, 'Waiting for you').filter({ hasText: 'Chiffres à vérifier' })
    await sentBack.getByText('Sent back to you').waitFor()
    await rowsOf(author.page, 'Your stories in progress').filter({ hasText: 'À relire ce matin' }).waitFor()

    for (const width of [1440, 1024]) {
      await publisher.page.setViewportSize({ width, height: 1000 })
      await assertAccessible(publisher.page)
      await lookAt(publisher.page, `desk-${width}`)
    }
    await publisher.page.setViewportSize({ width: 1440, height: 1000 })
    assert.equal(await rowsOf(author.page, 'Waiting for you').count(), 1)
  })

  test('a notification is marked as read where it stands, and the bell counts one less', async () => {
    const { page } = author
    const bell = page.getByRole('navigation', { name: 'main' }).getByRole('link', { name: /^Notifications/ })
    await page.reload()
    await bell.getByText('(2 new)').waitFor()
    await page.getByRole('button', { name: 'Mark read: Chiffres à vérifier' }).click()
    await bell.getByText('(1 new)').waitFor()
    await bell.click()
    await page.getByRole('heading', { name: 'Notifications', exact: true }).waitFor()
    await page.getByText('D’où viennent-ils ?').waitFor()
    await assertAccessible(page)
    await lookAt(page, 'notifications')
    await page.getByRole('button', { name: 'Mark all read' }).click()
    await page.getByRole('link', { name: 'Notifications', exact: true }).waitFor()

    const { data } = await author.ask('{ unreadNotifications }')
    assert.equal(data?.['unreadNotifications'], 0)
  })

  test('a publisher drags a story to another hour, or sets its time by keyboard; an author only looks', async () => {
    const approved = await makeApproved(author, publisher, 'Le pont rouvre')
    const story = await makeMove(
      publisher,
      'schedule',
      approved,
      `publishAt: "${tomorrowAt('09:30')}", override: "Relu"`,
    )
    const { page } = publisher
    const day = tomorrowAt('00:00').slice(0, 10)
    await page.goto(`${newsroom.url}/calendar?span=day&date=${day}`)
    const entry = page.getByRole('button', { name: /^Goes live .*Le pont rouvre/ })
    await entry.waitFor()
    await assertAccessible(page)
    await lookAt(page, 'calendar-day')
    const hour = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '12:00', exact: true }) })
    await entry.dragTo(hour.getByRole('cell'), { targetPosition: { x: 300, y: 4 } })
    const dialog = page.getByRole('dialog', { name: 'Le pont rouvre' })
    // Its checklist is not complete, which the calendar says as any other door does.
    await dialog.getByLabel('Reason to override the checklist').fill('Toujours relu')
    await lookAt(page, 'calendar-refused')
    await dialog.getByRole('button', { name: 'Reschedule' }).click()
    await dialog.waitFor({ state: 'hidden' })
    const dragged = await publishAtOf(story)

    await entry.focus()
    await page.keyboard.press('Enter')
    await setMoment(dialog, [day.slice(8), day.slice(5, 7), day.slice(0, 4), '18', '45'])
    await dialog.getByRole('button', { name: 'Reschedule' }).click()
    await dialog.getByLabel('Reason to override the checklist').fill('Toujours relu')
    await dialog.getByRole('button', { name: 'Reschedule' }).click()
    await dialog.waitFor({ state: 'hidden' })
    const typed = await publishAtOf(story)

    assert.deepEqual([dragged, typed], [`${day}T11:00:00.000Z`, `${day}T17:45:00.000Z`])
    await author.page.goto(`${newsroom.url}/calendar?span=day&date=${day}`)
    await author.page.getByRole('button', { name: /^Goes live 18:45: Le pont rouvre/ }).press('Enter')
    const seen = author.page.getByRole('dialog', { name: 'Le pont rouvre' })
    await seen.getByRole('link', { name: 'Open the story' }).waitFor()
    assert.equal(await seen.getByRole('button', { name: 'Reschedule' }).count(), 0)
  })

  test('the calendar goes from week to week, spells out its time zone, and shows the night with 25 hours whole', async () => {
    const { page } = publisher
    await page.goto(`${newsroom.url}/calendar?date=2026-10-19`)
    await page.getByText('Times of Europe/Paris (UTC+2 → UTC+1)').waitFor()
    await page.getByText('that day has 25 hours').waitFor()
    const twice = page.getByRole('rowheader', { name: '02:00' })
    await assertAccessible(page)
    await lookAt(page, 'calendar-25-hours')
    const rows = await twice.allTextContents()
    await page.getByRole('button', { name: 'Next week' }).click()
    await page.getByRole('heading', { name: /26 October/ }).waitFor()
    await page.getByRole('region', { name: 'Calendar' }).press('PageUp')
    await page.getByRole('heading', { name: /19/ }).waitFor()
    await page.goBack()

    assert.deepEqual(rows, ['02:00', '02:00 again'])
    await page.getByRole('heading', { name: /26 October/ }).waitFor()
  })

  test('what is late and what has failed stand in red on the desk and in the calendar, each with its reason', async () => {
    const { page } = publisher
    const at = `publishAt: "${tomorrowAt('09:30')}", override: "Relu"`
    const schedule = async (headline: string) =>
      makeMove(publisher, 'schedule', await makeApproved(author, publisher, headline), at)
    const [late, failed] = [await schedule('En retard ce matin'), await schedule('Sous embargo encore')]
    await setTimes(late, `"publishAt" = now() - interval '1 hour', "scheduleRetryAt" = now() + interval '1 day'`)
    await setTimes(failed, `"publishAt" = now() - interval '1 minute', "embargoedUntil" = '2030-01-02T08:00:00Z'`)
    await until('the worker has tried', async () => (await scheduleStateOf(failed)) === 'failed')
    await page.goto(newsroom.url)
    const going = rowsOf(page, 'Scheduled')
    const reasons = [
      going.filter({ hasText: 'En retard ce matin' }).getByText(/^It was due and has not gone out/),
      going
        .filter({ hasText: 'Sous embargo encore' })
        .getByText(/is under embargo until 2 January 2030 at 09:00 CET\. Wait until then/),
    ]
    for (const reason of reasons) await reason.waitFor()
    const colours = await Promise.all(reasons.map(reason => reason.evaluate(shown => getComputedStyle(shown).color)))
    await going.filter({ hasText: 'En retard ce matin' }).getByText('Late', { exact: true }).waitFor()
    await going.filter({ hasText: 'Sous embargo encore' }).getByText('Failed', { exact: true }).waitFor()
    await assertAccessible(page)
    await lookAt(page, 'desk-late-and-failed')
    await page.goto(`${newsroom.url}/calendar`)
    await page
      .getByRole('region', { name: 'Late or failed' })
      .getByText(/under embargo until 2 January/)
      .waitFor()

    for (const colour of colours) {
      const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number)
      assert.ok(red > 1.5 * green && red > 1.5 * blue, `${colour} is red`)
    }
  })

  test('a release that is not ready says why for each story, goes live together when it is, and takes a time', async () => {
    const { page } = publisher
    const [one, two] = [
      await makeApproved(author, publisher, 'Première du dossier'),
      await makeDraft(author, 'Seconde du dossier'),
    ]
    const release = await makeRelease('Le dossier du soir', [one, two])
    await page.goto(`${newsroom.url}/releases/${release}`)
    await page.getByRole('button', { name: 'Release now' }).click()
    await page
      .getByRole('alertdialog')
      .or(page.getByRole('dialog'))
      .getByRole('button', { name: 'Release now' })
      .click()
    await page
      .getByText(/not all of its stories qualify/)
      .first()
      .waitFor()
    await page
      .getByText(/Seconde du dossier/)
      .first()
      .waitFor()
    await lookAt(page, 'release-refused')
    const afterRefusal = await statusOf(one)
    await makeMove(publisher, 'approve', await makeMove(author, 'submit', two), 'override: "Relu"')
    await page.reload()
    await page.getByRole('button', { name: 'Release now' }).click()
    await confirmation(page).getByRole('button', { name: 'Release now' }).click()
    await until(
      'both stories are live',
      async () => (await statusOf(one)) === 'live' && (await statusOf(two)) === 'live',
    )

    assert.equal(afterRefusal, 'unpublished')
    await lookAt(page, 'release-out')
    const whole = await makeMove(author, 'submit', await makeWholeDraft(author, 'Suite du dossier'))
    const later = await makeRelease('Le dossier de demain', [await makeMove(publisher, 'approve', whole)])
    await page.goto(`${newsroom.url}/releases/${later}`)
    await page.getByRole('button', { name: 'Schedule', exact: true }).click()
    await confirmation(page).getByRole('spinbutton').first().click()
    await page.keyboard.type('24122030183000')
    await lookAt(page, 'release-schedule')
    await confirmation(page).getByRole('button', { name: 'Schedule' }).click()
    await page.getByText('All its stories go live together on 24 December 2030 at 18:30 CET.').waitFor()
    const timed = await publisher.ask('query ($id: ID!) { release(where: { id: $id }) { releaseAt } }', { id: later })

    assert.match(String(timed.data?.['release']?.['releaseAt']), /^2030-12-24T17:30/)
  })

  test('the whole navigation and desk speak French to whoever chooses it', async () => {
    const { page } = author
    await page.goto(newsroom.url)
    await page.getByRole('button', { name: 'Français' }).click()
    await page.getByRole('heading', { name: 'Mon bureau' }).waitFor()
    await page.getByRole('region', { name: 'Vous attend' }).waitFor()
    const links = await page.getByRole('navigation', { name: 'main' }).getByRole('link').allTextContents()
    await lookAt(page, 'desk-french')
    await page.goto(`${newsroom.url}/articles/create`)
    const names = ['Titre', 'Chapô', 'Signature']
    for (const name of names) await page.getByRole('textbox', { name }).first().waitFor()
    await lookAt(page, 'story-french')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('textbox', { name: 'Headline' }).waitFor()

    assert.deepEqual([links[0], links[1], links[3]], ['Mon bureau', 'Calendrier', 'Articles'])
    assert.match(links[2] ?? '', /^Notifications( \(\d+ nouvelles?\))?$/)
    assert.deepEqual([...author.troubles, ...publisher.troubles], [])
  })

  test('whoever works in French is refused in French, with the times of their own clock', async () => {
    const context = await browser.newContext({ locale: 'fr-FR', timezoneId: 'Europe/Paris' })
    const page = await context.newPage()
    await page.goto(newsroom.url)
    for (const secret of ['pas le bon', 'bouclage-demo']) {
      await page.getByLabel('E-mail').fill('publisher@example.org')
      await page.getByLabel('Mot de passe', { exact: true }).fill(secret)
      await page.getByRole('button', { name: 'Se connecter' }).click()
      if (secret === 'pas le bon') await page.getByText(/ce mot de passe ne vont pas ensemble/).waitFor()
    }
    const going = rowsOf(page, 'Programmés').filter({ hasText: 'Sous embargo encore' })
    await going.getByText(/est sous embargo \(fin\s: 2 janvier 2030 à 09:00 UTC\+1\)/).waitFor()
    const draft = await makeDraft(author, 'Brouillon à valider')
    await page.goto(`${newsroom.url}/articles/${draft.id}`)
    await page.getByRole('button', { name: 'À faire : Ajoutez au moins un mot-clé.' }).waitFor()
    const release = await makeRelease('Le dossier pas prêt', [draft])
    await page.goto(`${newsroom.url}/releases/${release}`)
    await page.getByRole('button', { name: 'Faire paraître' }).click()
    await confirmation(page).getByRole('button', { name: 'Faire paraître' }).click()
    const refusal = page.getByText(/Rien de la parution groupée «\sLe dossier pas prêt\s» ne paraît/).first()
    await refusal.waitFor()
    await lookAt(page, 'release-refused-french')
    const sentence = await refusal.innerText()
    await context.close()

    assert.match(sentence, /«\sBrouillon à valider\s»\s: il est un brouillon/)
  })

  const confirmation = (page: Page) => page.getByRole('alertdialog').or(page.getByRole('dialog'))

  async function makeRelease(name: string, stories: Made[]): Promise<string> {
    const data = { name, articles: { connect: stories.map(({ id }) => ({ id })) } }
    const query = 'mutation ($data: ReleaseCreateInput!) { release: createRelease(data: $data) { id } }'
    const answer = await publisher.ask(query, { data })
    return String(answer.data?.['release']?.['id'])
  }

  /** What only time brings, brought at once. */
  async function setTimes({ id }: Made, columns: string): Promise<void> {
    const client = new pg.Client({ connectionString: newsroom.databaseUrl })
    await client.connect()
    await client.query(`update "Article" set ${columns}, version = version + 1 where id = $1`, [id])
    await client.end()
  }

  async function scheduleStateOf({ id }: Made): Promise<string> {
    const { data } = await publisher.ask('query ($id: ID!) { article(where: { id: $id }) { scheduleState } }', { id })
    return String(data?.['article']?.['scheduleState'])
  }

  async function statusOf({ id }: Made): Promise<string> {
    const { data } = await publisher.ask('query ($id: ID!) { article(where: { id: $id }) { publicStatus } }', { id })
    return String(data?.['article']?.['publicStatus'])
  }
})
