import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { sqlOfPrisma } from '../../database/sql.ts'
import { uploadOfBytes } from '../../images/upload-of-bytes.ts'
import { move, openTestNewsroom, paragraphs, save, type Desk, type TestNewsroom } from '../newsroom.ts'
import { xmpPacket } from '../picture-metadata.ts'

let newsroom: TestNewsroom
before(async () => {
  newsroom = await openTestNewsroom()
})
after(async () => {
  await newsroom.close()
})

const drawing = sharp({ create: { width: 640, height: 400, channels: 3, background: '#3a6' } })

async function add(desk: Desk, data: Record<string, unknown> = {}, { xmp = '', name = 'photo.jpg' } = {}) {
  const file = await (xmp ? drawing.clone().withXmp(xmp) : drawing.clone()).jpeg().toBuffer()
  const { data: added, refusal } = await desk.ask(
    `mutation ($data: ImageCreateInput!) { createImage(data: $data) {
      id altText caption creditLine creator rightsExpire digitalSourceType fileName
    } }`,
    { data: { file: { upload: uploadOfBytes(file, name) }, ...data } },
  )
  assert.equal(refusal, null)
  return added?.['createImage'] as Record<string, string> & { id: string }
}

async function library(desk: Desk, asked: Record<string, unknown> = {}) {
  const { data, refusal } = await desk.ask(
    `query ($filter: PictureFilter! = ALL, $search: String! = "", $first: Int! = 48, $after: String) {
      pictureLibrary(filter: $filter, search: $search, first: $first, after: $after) { pictures { id } next count }
    }`,
    asked,
  )
  const page = data?.['pictureLibrary'] as
    { pictures: { id: string }[]; next: string | null; count: number } | undefined
  return { ids: page?.pictures.map(({ id }) => id) ?? [], next: page?.next ?? null, count: page?.count, refusal }
}

test('what was left empty is filled from the file; what was typed stays', async () => {
  const xmp = xmpPacket({
    'photoshop:Credit': 'Agence/Diallo',
    'dc:creator': ['Amina Diallo'],
    'Iptc4xmpCore:AltTextAccessibility': { 'x-default': 'Une rue' },
    'plus:LicenseEndDate': '2027-03-01',
  })

  const picture = await add(newsroom.desks.author, { creditLine: 'Bouclage', caption: '' }, { xmp, name: 'rue.jpg' })

  const { id: _id, ...texts } = picture
  assert.deepEqual(
    { ...texts, rightsExpire: new Date(texts['rightsExpire'] as unknown as string).toISOString() },
    {
      altText: 'Une rue',
      caption: '',
      creditLine: 'Bouclage',
      creator: 'Amina Diallo',
      rightsExpire: '2027-03-02T00:00:00.000Z',
      digitalSourceType: '',
      fileName: 'rue.jpg',
    },
  )
})

test('a picture is found by parts of the words of its texts and its file’s name, without accents too', async () => {
  const { author } = newsroom.desks
  const picture = await add(
    author,
    { caption: 'L’Élysée sous la neige', creditLine: '100 % Agence' },
    { name: 'DSC_7.jpg' },
  )

  const found = async (search: string) => (await library(author, { search })).ids.includes(picture.id)

  for (const search of ['elysee', 'ÉLYS neig', 'dsc_7', '100 %', '']) assert.ok(await found(search), search)
  for (const search of ['elysee pluie', 'dsc%7', '_lysée']) assert.ok(!(await found(search)), search)
})

test('each part of the library holds its pictures, and a killed one is in none but the killed', async () => {
  const { author, otherAuthor, publisher } = newsroom.desks
  const whole = { altText: 'Un pré', creditLine: 'Bouclage' }
  const [bare, decorative, expired, lasting, killed] = [
    await add(author),
    await add(otherAuthor, { isDecorative: true, creditLine: 'Bouclage' }),
    await add(otherAuthor, { ...whole, rightsExpire: '2020-01-01T00:00:00Z' }),
    await add(otherAuthor, { ...whole, rightsExpire: '2199-01-01T00:00:00Z' }),
    await add(author),
  ]
  const used = await newsroom.stories.image()
  await newsroom.stories.draft({ sections: [{ body: paragraphs('Un.'), image: { id: used } }] })
  await publisher.ask(`mutation { killImage(where: { id: "${killed.id}" }, reason: "Droits.") { id } }`)

  const all = [bare, decorative, expired, lasting, killed].map(({ id }) => id).concat(used)
  const partOf = async (filter: string) => {
    const { ids } = await library(author, { filter, first: 100 })
    return all.map((id, at) => (ids.includes(id) ? 'bdelku'[at] : '')).join('')
  }

  assert.deepEqual(await Promise.all(['ALL', 'MINE', 'INCOMPLETE', 'RIGHTS', 'UNUSED', 'KILLED'].map(partOf)), [
    ...['bdelu', 'bu', 'b', 'e', 'bdel', 'k'],
  ])
})

test('pages follow each other without a gap or a picture twice, and counting stops above ten thousand', async () => {
  const { author } = newsroom.desks
  const sql = sqlOfPrisma(newsroom.context.prisma)
  await sql(
    `insert into "Image" (id, file_id, file_extension, file_filesize, file_width, file_height, caption, "createdAt")
     select 'many' || n, 'many' || n, 'jpg', 1, 640, 400, 'Série ' || n, '2020-01-01'::timestamptz + (n / 3) * interval '1 ms'
       from generate_series(1, 10100) n`,
  )

  const first = await library(author, { search: 'serie', first: 50 })
  const seen = [...first.ids]
  for (let next = first.next; next && seen.length < 200;) {
    const page = await library(author, { search: 'serie', first: 50, after: next })
    seen.push(...page.ids)
    next = page.next
  }

  assert.equal(first.count, 10_001)
  assert.deepEqual([seen.length, new Set(seen).size], [200, 200])
  assert.equal((await library(author, { search: 'serie 1010' })).count, 2)
  await sql(`delete from "Image" where id like 'many%'`)
})

test('what cannot be asked is refused in words', async () => {
  const { author } = newsroom.desks

  assert.equal((await library(author, { after: 'nowhere' })).refusal?.code, 'INVALID_INPUT')
  assert.equal((await library(author, { first: 101 })).refusal?.code, 'LIMIT_EXCEEDED')
  assert.equal((await library(author, { search: 'x'.repeat(201) })).refusal?.code, 'LIMIT_EXCEEDED')
})

test('a picture names the stories that use it: in their working copy, before readers, or both', async () => {
  const { otherAuthor, publisher } = newsroom.desks
  const picture = await newsroom.stories.image()
  const withPicture = { image: { connect: { id: picture } } }
  const both = await newsroom.stories.live(withPicture)
  const goneFromCopy = await newsroom.stories.live(withPicture)
  await publisher.ask(...save(goneFromCopy, { image: { disconnect: true } }))
  const inSection = await newsroom.stories.draft({ sections: [{ body: paragraphs('Un.'), image: { id: picture } }] })
  const trashed = await newsroom.stories.draft(withPicture)
  await publisher.ask(...move('trash', trashed))

  const uses = async (desk: Desk) => {
    const { data } = await desk.ask(
      `{ pictureUses(where: { id: "${picture}" }) { article { id } inWorkingCopy isLive } }`,
    )
    type Use = { article: { id: string }; inWorkingCopy: boolean; isLive: boolean }
    const found = data?.['pictureUses'] as unknown as Use[]
    return Object.fromEntries(found.map(use => [use.article.id, [use.inWorkingCopy, use.isLive]]))
  }

  const told = { [both.id]: [true, true], [goneFromCopy.id]: [false, true], [inSection.id]: [true, false] }
  assert.deepEqual(await uses(otherAuthor), told)
  assert.deepEqual(await uses(publisher), { ...told, [trashed.id]: [true, false] })
})
