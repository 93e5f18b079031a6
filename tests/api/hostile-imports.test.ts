import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { NewsroomError } from '../../errors.ts'
import { importDocument } from '../../seed/import-documents.ts'
import { hostilePictures } from '../hostile-pictures.ts'
import { breakingTexts, scriptTexts } from '../hostile-texts.ts'
import { drawPicture } from '../make-pictures.ts'
import { openTestNewsroom, type TestNewsroom } from '../newsroom.ts'

let newsroom: TestNewsroom
let folder: string
let made = 0
before(async () => {
  newsroom = await openTestNewsroom()
  folder = await mkdtemp(path.join(tmpdir(), 'bouclage-test-'))
})
after(async () => {
  await newsroom.close()
  await rm(folder, { recursive: true, force: true })
})

const document = (headline = 'Un titre', text = 'Du texte.') =>
  `${headline}\n\n${headline}\n\nUn intertitre\n\n${text}\n`

const sidecar = {
  ...{ slug: 'une-histoire', description: 'Ce que l’on sait.', author: 'a@example.org' },
  ...{ approver: 'b@example.org', publisher: 'c@example.org' },
}
const picture = { file: 'photo.jpg', altText: 'Un pré', creditLine: 'Bouclage', isIllustrative: false }

/** A document in a folder of its own, with whatever lies beside it. */
async function place(text: string | Buffer, beside: Record<string, string | Buffer> = {}): Promise<string> {
  made += 1
  const own = path.join(folder, String(made))
  await mkdir(own)
  await writeFile(path.join(own, 'document.txt'), text)
  for (const [name, content] of Object.entries(beside)) await writeFile(path.join(own, name), content)
  return path.join(own, 'document.txt')
}

const rows = async () => Promise.all([newsroom.context.prisma.article.count(), newsroom.context.prisma.image.count()])

/** Refused in words that name the file, with nothing of it stored. */
async function assertRefused(file: string, what: string): Promise<void> {
  const before = await rows()
  const refusal = await importDocument(newsroom, file).then(
    slug => assert.fail(`${what} was taken as ${slug}`),
    (error: unknown) => error,
  )
  assert.ok(refusal instanceof NewsroomError, `${what}: ${refusal instanceof Error ? refusal.stack : String(refusal)}`)
  assert.match(refusal.code, /^(DOCUMENT_REFUSED|UPLOAD_REFUSED|SLUG_TAKEN|INVALID_INPUT)$/, what)
  assert.ok(
    refusal.message.length < 5_000 && !refusal.message.includes(folder),
    `${what}: ${refusal.message.slice(0, 300)}`,
  )
  assert.deepEqual(await rows(), before, what)
}

test('a document that is none is refused, whatever it is', async () => {
  const documents: Record<string, string | Buffer> = {
    nothing: '',
    'an empty line': '\n',
    'a million empty lines': '\n'.repeat(1_000_000),
    'ten megabytes': 'x'.repeat(10_000_000),
    'a line of a megabyte': document('x'.repeat(1_000_000)),
    'a picture': await drawPicture({ width: 40, height: 40 }).png().toBuffer(),
    'UTF-16': Buffer.from(`\ufeff${document()}`, 'utf16le'),
    'Latin-1': Buffer.from(document('L\xe9t\xe9'), 'latin1'),
    'a NUL': document('Un\0titre'),
    'a bell': document('Un titre', 'Du\x07 texte.'),
    'an override': document('Un titre', 'Du \u202etexte.'),
    'a direction left open': document('Un titre', 'Du \u2067texte.'),
    'half a character': Buffer.concat([Buffer.from('a'), Buffer.from([0xed, 0xa0, 0xbd])]),
    'lines that end in three ways': 'Un titre\r\n\n\rUn titre\r\n\nDu texte.',
    'a page': '<!doctype html><script>alert(1)</script>',
    JSON: '{"headline":"Un titre"}',
  }

  for (const [what, text] of Object.entries(documents)) await assertRefused(await place(text), what)
})

test('words that would break a page, a statement or a sheet are words in a document', async () => {
  const words = [...Object.values(breakingTexts), ...scriptTexts].filter(
    text => /^[^\p{Cc}\p{Cs}\p{Cf}\u2028\u2029]{1,200}$/u.test(text) && text.trim() === text,
  )

  for (const text of words) {
    const slug = await importDocument(newsroom, await place(document('Un titre', `${text} Et la suite.`)))

    const story = await newsroom.context.prisma.article.findUniqueOrThrow({
      where: { slug },
      include: { sections: true },
    })
    assert.match(slug, /^[a-z0-9]+(-[a-z0-9]+)*$/)
    assert.deepEqual(story.sections[0]?.body, [{ type: 'paragraph', children: [{ text: `${text} Et la suite.` }] }])
  }

  assert.ok(words.length > 40)
})

test('a sidecar that is none, or reaches for more than its document, is refused', async () => {
  const sidecars: Record<string, string | Buffer> = {
    'no JSON': '{',
    'a list': '[]',
    null: 'null',
    'a megabyte': JSON.stringify({ ...sidecar, description: 'x'.repeat(2_000_000) }),
    'a million levels': `${'['.repeat(250_000)}`,
    'a prototype': JSON.stringify(sidecar).replace('{', '{"__proto__":{"polluted":1},'),
    'a constructor': JSON.stringify({ ...sidecar, constructor: { prototype: { polluted: 1 } } }),
    'a state of its own': JSON.stringify({ ...sidecar, state: 'approved', version: 7 }),
    'numbers for words': JSON.stringify({ ...sidecar, description: 1, tags: 'x' }),
    'a slug that is a path': JSON.stringify({ ...sidecar, slug: '../../etc' }),
    'a slug of pages': JSON.stringify({ ...sidecar, slug: 'a<script>' }),
    'half a character': JSON.stringify(sidecar).replace('Ce que', '\\ud800'),
    'a NUL': JSON.stringify(sidecar).replace('Ce que', '\\u0000'),
    'an address that runs': JSON.stringify({
      ...sidecar,
      tags: [{ name: 'x', kind: 'place', uri: 'javascript:alert(1)' }],
    }),
    'an author who is nobody': JSON.stringify({ ...sidecar, author: 'a@b\r\nBcc: x' }),
    'two thousand tags': JSON.stringify({
      ...sidecar,
      tags: Array.from({ length: 2_000 }, (_, n) => ({ name: `t${n}`, kind: 'place' })),
    }),
  }
  for (const file of [
    '../secret.jpg',
    '/etc/passwd',
    'a/b.jpg',
    '..\\x.jpg',
    'photo.jpg\0.png',
    'photo.svg',
    '.jpg',
    'CON',
    'x'.repeat(300),
  ])
    sidecars[`a picture at ${file.slice(0, 20)}`] = JSON.stringify({ ...sidecar, image: { ...picture, file } })

  for (const [what, text] of Object.entries(sidecars))
    await assertRefused(await place(document(), { 'document.json': text }), what)
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
})

test('a picture beside a document is looked at like an upload; a link, a pipe, a folder or a terabyte is not even read', async () => {
  const json = JSON.stringify({ ...sidecar, image: picture })
  const elsewhere = path.join(folder, 'private.jpg')
  await writeFile(elsewhere, await drawPicture({ width: 40, height: 40 }).jpeg().toBuffer())
  const strange: Record<string, (file: string) => Promise<unknown> | unknown> = {
    'a link to a picture elsewhere': file => symlink(elsewhere, file),
    'a link to a device': file => symlink('/dev/zero', file),
    'a link to nothing': file => symlink(path.join(folder, 'nowhere'), file),
    'a folder': file => mkdir(file),
    'a pipe': file => execFileSync('mkfifo', [file]),
    'a terabyte': file => writeFile(file, 'x').then(() => truncate(file, 1_000_000_000_000)),
  }

  for (const [what, make] of Object.entries(strange)) {
    const file = await place(document(), { 'document.json': json })
    await make(path.join(path.dirname(file), picture.file))
    await assertRefused(file, what)
    const other = await place(document())
    await make(other.replace('.txt', '.json'))
    await assertRefused(other, `${what} in the place of the sidecar`)
  }
  for (const { what, bytes, taken } of await hostilePictures())
    if (!taken) await assertRefused(await place(document(), { 'document.json': json, [picture.file]: bytes }), what)
})
