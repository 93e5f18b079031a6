import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { readPictureTexts } from '../../images/read-picture-texts.ts'
import { xmpOf, withSegment } from '../make-pictures.ts'
import { withIptc, xmpPacket } from '../picture-metadata.ts'

const drawing = sharp({ create: { width: 60, height: 40, channels: 3, background: '#3a6' } })
const jpeg = await drawing.clone().jpeg().toBuffer()
const ai = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia'

const packet = xmpPacket({
  'dc:description': { 'x-default': 'A street & its shops', fr: 'Une rue\net ses <commerces>' },
  'dc:creator': ['Amina Diallo', 'Jean Émile'],
  'dc:rights': { 'x-default': '© Agence 2026' },
  'photoshop:Credit': 'Agence/Diallo',
  'xmpRights:UsageTerms': { 'x-default': 'Presse seulement' },
  'Iptc4xmpCore:AltTextAccessibility': { 'x-default': 'Une rue étroite' },
  'Iptc4xmpExt:DigitalSourceType': ai,
  'plus:LicenseEndDate': '2027-03-01',
})

test('a picture’s own texts are read from JPEG, PNG, WebP and AVIF alike', async () => {
  for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
    const texts = await readPictureTexts(await drawing.clone().withXmp(packet).toFormat(format).toBuffer())

    assert.deepEqual(texts, {
      altText: 'Une rue étroite',
      caption: 'Une rue\net ses <commerces>',
      creditLine: 'Agence/Diallo',
      creator: 'Amina Diallo, Jean Émile',
      copyrightNotice: '© Agence 2026',
      usageTerms: 'Presse seulement',
      digitalSourceType: 'trainedAlgorithmicMedia',
      rightsExpire: new Date('2027-03-02T00:00:00Z'),
    })
  }
})

test('older IPTC fields are read in UTF-8 and in the Latin characters of Windows, whether the file says so or not', async () => {
  const utf8 = [1, 90, Buffer.from('\x1b%G', 'latin1')] as [number, number, Buffer]
  const caption = (value: Buffer) => [2, 120, value] as [number, number, Buffer]
  const inUtf8 = Buffer.from('L’été à Sète')
  const inWindows = Buffer.from('L\x92\xe9t\xe9 \xe0 S\xe8te', 'latin1')

  for (const datasets of [
    [utf8, caption(inUtf8)],
    [caption(inUtf8)],
    [caption(inWindows)],
    [utf8, caption(inWindows)],
  ]) {
    const credit = [2, 110, Buffer.from('AFP')] as [number, number, Buffer]
    const texts = await readPictureTexts(withIptc(jpeg, [...datasets, credit]))

    assert.deepEqual(texts, { caption: 'L’été à Sète', creditLine: 'AFP' })
  }
})

test('XMP wins over older IPTC fields, which fill what it leaves out', async () => {
  const both = withIptc(
    await drawing.clone().withXmp(xmpPacket({ 'photoshop:Credit': 'Agence' })).jpeg().toBuffer(), // prettier-ignore
    [
      [2, 110, Buffer.from('old credit')],
      [2, 80, Buffer.from('Amina')],
      [2, 80, Buffer.from('Jean')],
      [2, 37, Buffer.from('20270301')],
    ],
  )

  assert.deepEqual(await readPictureTexts(both), {
    creditLine: 'Agence',
    creator: 'Amina, Jean',
    rightsExpire: new Date('2027-03-02T00:00:00Z'),
  })
})

test('texts that are too long are cut between characters, and control characters never arrive', async () => {
  const long = xmpPacket({ 'photoshop:Credit': `a\u0007\tb\n${'😀'.repeat(400)}`, 'dc:creator': 'x'.repeat(900_000) })
  const { creditLine = '', creator = '' } = await readPictureTexts(withXmpSegment(long.slice(0, 60_000)))

  assert.ok(creditLine.startsWith('a b 😀') && creditLine.endsWith('😀…') && creditLine.length <= 300)
  assert.ok(creator.length <= 300)
})

test('blocks that are malformed, nested without end or of another kind give what can be read, or nothing', async () => {
  const whole = packet.slice(0, packet.indexOf('</rdf:Description>'))
  const kept = { creditLine: 'Agence/Diallo' }
  const cases: [string, object][] = [
    [whole, kept],
    [`${whole}<a></b></a><`, kept],
    [`${whole}${'<a>'.repeat(9_000)}`, kept],
    [`${whole}${'<a></b>'.repeat(8_000)}`, kept],
    [`${whole}<a ${Array.from({ length: 5_000 }, (_, at) => `b${at}="1"`).join(' ')}>`, kept],
    ['<!DOCTYPE x [<!ENTITY a "&a;&a;">]>&a;', {}],
    ['not XML at all', {}],
  ]
  for (const [xmp, expected] of cases) {
    const { creditLine } = await readPictureTexts(withXmpSegment(xmp))
    assert.deepEqual(creditLine ? { creditLine } : {}, expected, xmp.slice(-40))
  }
  for (const block of [Buffer.from('8BIM'), Buffer.from('8BIM\x04\x04\xff', 'latin1'), Buffer.alloc(4000, 0x1c)]) {
    assert.deepEqual(await readPictureTexts(withSegment(jpeg, 0xed, block)), {})
  }
  assert.deepEqual(await readPictureTexts(withSegment(jpeg, 0xe1, xmpOf(60_000))), {})
  assert.deepEqual(await readPictureTexts(Buffer.from('not a picture')), {})
})

const withXmpSegment = (xmp: string) =>
  withSegment(jpeg, 0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), Buffer.from(xmp)]))
