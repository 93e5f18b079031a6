import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright'
import { startNewsroom, type RunningNewsroom } from '../running-newsroom.ts'
import { openBrowser } from './open-browser.ts'
import { lookAt, openDesk, type Desk } from './open-desk.ts'

const headline = "Pourparlers cruciaux entre l'Azerbaïdjan et les séparatistes arméniens"
const slug = 'pourparlers-azerbaidjan-haut-karabakh'

describe('the way of a story', () => {
  let newsroom: RunningNewsroom
  let browser: Browser
  let author: Desk
  let editor: Desk
  let publisher: Desk

  before(async () => {
    newsroom = await startNewsroom()
    browser = await openBrowser()
    author = await openDesk(browser, newsroom, 'author')
    editor = await openDesk(browser, newsroom, 'editor')
    publisher = await openDesk(browser, newsroom, 'publisher')
  })
  after(async () => {
    await browser?.close()
    await newsroom?.stop()
  })

  test('readers get a new text when the publisher publishes what the editor approved, and not before', async () => {
    await editor.open(headline)
    await editor.move('Request changes', { Reason: 'D’où vient le chiffre ?' })
    await author.page.getByRole('region', { name: 'Waiting for you' }).waitFor()
    await author.open(headline)
    await author.page.getByRole('region', { name: 'State' }).getByText('D’où vient le chiffre ?').waitFor()
    await author.typeInto(2, ' Première version.')
    await author.save()
    await author.move('Submit for review')
    await author.showsState('In review')
    await editor.open(headline)
    await editor.move('Request changes', { Reason: 'Encore un mot.' })
    await editor.showsState('Changes requested')
    await lookAt(editor.page, 'editor-requested-changes')
    await author.open(headline)
    await author.typeInto(2, ' Version corrigée.')
    await author.save()
    await author.move('Submit for review')
    await editor.open(headline)
    await editor.move('Approve')
    await editor.showsState('Approved')
    const beforePublishing = await textForReaders(newsroom, 1)
    await publisher.open(headline)
    await publisher.move('Publish')
    await publisher.page.getByText('Publish: done').waitFor()
    const afterPublishing = await textForReaders(newsroom, 1)

    assert.doesNotMatch(beforePublishing, /Première version|Version corrigée/)
    assert.match(afterPublishing, /rendre toutes leurs armes\. Première version\. Version corrigée\.$/)
    await lookAt(publisher.page, 'publisher-published')
  })

  test('each role is offered what the newsroom’s rules give it, and no more', async () => {
    await Promise.all([author.open(headline), editor.open(headline), publisher.open(headline)])
    const [forAuthor, forEditor, forPublisher] = [
      await author.offers(),
      await editor.offers(),
      await publisher.offers(),
    ]

    assert.deepEqual(forAuthor, [])
    assert.deepEqual(forEditor, ['Request changes'])
    for (const label of ['Request changes', 'Unpublish', 'Kill'])
      assert.ok(forPublisher.includes(label), `the publisher is offered “${label}”`)
    assert.ok(!forPublisher.includes('Publish'), 'there is nothing new to publish')
    assert.equal(await author.page.getByRole('link', { name: 'Users' }).count(), 0)
    assert.equal(await author.page.getByRole('link', { name: 'Audit trail' }).count(), 0)
  })

  test('whoever leaves the buttons aside and asks the API is refused all the same', async () => {
    const { data } = await author.ask('query ($slug: String!) { article(where: { slug: $slug }) { id version } }', {
      slug,
    })
    const { id, version } = data?.['article'] ?? assert.fail('the author sees the story')
    const move = (name: string) =>
      `mutation ($id: ID!, $version: Int!) { ${name}(where: { id: $id }, version: $version) { id } }`
    const answers = [
      await author.ask(move('publishArticle'), { id, version }),
      await author.ask(move('approveArticle'), { id, version }),
      await editor.ask(move('publishArticle'), { id, version }),
    ]
    const save = await author.ask(
      'mutation ($id: ID!, $version: Int!) { updateArticle(where: { id: $id }, data: { version: $version, headline: "À moi" }) { id } }',
      { id, version },
    )

    assert.deepEqual(
      answers.map(({ errors }) => errors?.[0]?.extensions.code),
      ['NOT_PERMITTED', 'NOT_PERMITTED', 'NOT_PERMITTED'],
    )
    assert.equal(save.errors?.[0]?.extensions.code, 'WRONG_STATE')
  })

  test('nobody’s browser had anything to complain about on the way', () => {
    assert.deepEqual([...author.troubles, ...editor.troubles, ...publisher.troubles], [])
  })
})

/** As an app reads it: the text of a section, counted from 0. */
async function textForReaders({ url }: RunningNewsroom, section: number): Promise<string> {
  const query = `{ article(slug: "${slug}") { sections { text } } }`
  const response = await fetch(`${url}/graphql?query=${encodeURIComponent(query)}`)
  const { data } = (await response.json()) as { data: { article: { sections: { text: string }[] } } } // as asked for
  return data.article.sections[section]?.text ?? assert.fail('there is such a section')
}
