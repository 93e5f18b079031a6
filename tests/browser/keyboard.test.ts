import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { pressEverything, walkByKeyboard } from './by-keyboard.ts'
import { makeApproved, makeDraft, makeMove, type Made } from './make-stories.ts'
import { openBrowser } from './open-browser.ts'
import { openDesk, openWindow, type Desk } from './open-desk.ts'

describe('all of the desk by keyboard', () => {
  let newsroom: RunningNewsroom
  let browser: Browser
  let admin: Desk
  let story: Made
  let places: string[]

  before(async () => {
    newsroom = await startNewsroom()
    browser = await openBrowser()
    const author = await openDesk(browser, newsroom, 'author')
    admin = await openDesk(browser, newsroom, 'admin')
    story = await makeApproved(author, admin, 'Le marché couvert rouvre')
    await makeMove(author, 'submit', await makeDraft(author, 'Les comptes de la ville'))
    const { data } = await admin.ask(`mutation {
      release: createRelease(data: { name: "Édition du soir", articles: { connect: [{ id: "${story.id}" }] } }) { id }
      webhook: createWebhook(data: { name: "Le site", url: "https://example.org" }) { id }
      makeApiToken(name: "Le fil", access: read, days: 90)
    }`)
    const images = await admin.ask('{ images(take: 1) { id } }')
    const [picture] = (images.data?.['images'] ?? []) as unknown as { id: string }[] // asked for above
    const compare = `/articles/${story.id}/compare?from=1&to=working`
    const ofStories = ['/', '/calendar', '/articles', `/articles/${story.id}`, '/articles/create', compare]
    const ofPictures = ['/pictures', `/pictures/${picture?.id}`]
    const others = [
      `/releases/${data?.['release']?.['id']}`,
      `/webhooks/${data?.['webhook']?.['id']}`,
      '/notifications',
    ]
    places = [...ofStories, ...ofPictures, ...others, '/sessions', '/api-tokens']
  })
  after(async () => {
    await browser?.close()
    await newsroom?.stop()
  })

  async function go(page: Page, place: string): Promise<void> {
    await page.goto(newsroom.url + place)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.waitForLoadState('networkidle')
  }

  test('the way in is found by keyboard', async () => {
    const { page, context } = await openWindow(browser, newsroom)
    await go(page, '/signin')
    const { stops, ...missed } = await walkByKeyboard(page)
    await context.close()

    assert.deepEqual(missed, { unreached: [], unmarked: [], traps: [] })
    assert.ok(stops.length >= 4)
  })

  test('whatever can be pressed on a page is reached by Tab or an arrow, is marked when it is, and lets one go on', async () => {
    const { page } = admin
    const missed: string[] = []
    for (const place of places) {
      await go(page, place)
      const { stops, ...found } = await walkByKeyboard(page)
      for (const [what, names] of Object.entries(found)) missed.push(...names.map(name => `${place}: ${what} ${name}`))
      assert.ok(stops.length > 3, `${place} has something to press: ${stops.join(', ')}`)
    }

    assert.deepEqual(missed, [])
  })

  test('something that is linked is followed by Enter, and taken away by Delete', async () => {
    const { page } = admin
    const release = places.find(each => each.startsWith('/releases/')) ?? ''
    const tag = page.getByRole('row', { name: 'Le marché couvert rouvre' })
    await go(page, release)
    await tag.press('Delete')
    await tag.waitFor({ state: 'detached' })
    await page.waitForFunction(() => document.activeElement !== document.body)
    await page.reload()
    await tag.press('Enter')
    await page.waitForURL(newsroom.url + place(story), { waitUntil: 'commit' })

    assert.equal(new URL(page.url()).pathname, place(story))
  })

  test('every window of the desk is used by keyboard, too', async () => {
    const { page } = admin
    const entry = /^Published .*Pourparlers/
    const windows = [
      ...['Publish', 'Request changes', 'Schedule', 'Preview links…', 'Choose a picture'].map(name => [
        place(story),
        name,
      ]),
      ['/calendar', entry],
      [places.find(each => each.startsWith('/pictures/')), 'Kill this picture'],
      ['/api-tokens', 'Revoke Le fil'],
    ] as [string, string | RegExp][]
    const missed: string[] = []
    for (const [where, name] of windows) {
      await go(page, where)
      await page.getByRole('button', { name, exact: true }).first().press('Enter')
      await page.getByRole('dialog').or(page.getByRole('alertdialog')).first().waitFor()
      const { stops, ...found } = await walkByKeyboard(page)
      for (const [what, names] of Object.entries(found)) missed.push(...names.map(each => `${name}: ${what} ${each}`))
      assert.ok(stops.length > 1, `“${name}” has something to press: ${stops.join(', ')}`)
    }

    assert.deepEqual(missed, [])
  })

  test('nothing moves for whoever asks for less motion', async () => {
    const { page } = admin
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const moving: string[] = []
    for (const where of places) {
      await go(page, where)
      const found = (await page.evaluate(findMotion)) as string[]
      moving.push(...found.map(line => `${where}: ${line}`))
    }
    await page.emulateMedia({ reducedMotion: 'no-preference' })

    assert.deepEqual(moving, [])
  })

  test('whatever is pressed keeps the focus, and what it opens takes it, gives it back, and closes by Escape', async () => {
    const { page } = admin
    const lost: string[] = []
    // What is pressed here must change nothing: each mutation is refused, as a server that is away would.
    await page.route('**/api/graphql', route =>
      route.request().postData()?.includes('mutation') ? route.abort() : route.fallback(),
    )
    page.on('dialog', dialog => void dialog.accept())
    for (const place of places) {
      await go(page, place)
      lost.push(...(await pressEverything(page, { but: leadsAway })).map(line => `${place}: ${line}`))
    }
    await page.unroute('**/api/graphql')

    assert.deepEqual(lost, [])
  })

  const place = ({ id }: Made) => `/articles/${id}`

  // Out of the page, or to another part of it, which is what they are for.
  const leadsAway =
    /Sign out|English|Français|week|day|today|Week|Day|Next|Previous|New article|Swap sides|View related/
})

/**
 * What goes from place to place, or turns, for longer than an eye would see. What only changes its colour stays where it
 * is. As text: the page does not know the names that the compiler gives.
 */
const findMotion = String.raw`(() => {
  const lasting = times => times.split(',').some(time => parseFloat(time) > 0.02)
  return [...document.querySelectorAll('body *')].flatMap(element => {
    const { transitionProperty, transitionDuration, animationName, animationDuration } = getComputedStyle(element)
    const isMoved = /all|transform|translate|scale|rotate|inset|top|left|width|height|margin/.test(transitionProperty)
    const moves = (isMoved && lasting(transitionDuration)) || (animationName !== 'none' && lasting(animationDuration))
    return moves ? [element.outerHTML.slice(0, 160)] : []
  })
})()`
