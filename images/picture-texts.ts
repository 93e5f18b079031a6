import { readIptc } from './read-iptc.ts'
import { readXmp, xmpName, type XmpProperties } from './read-xmp.ts'

/** What may be said about a picture, and how long it may be, in UTF-16 units. */
export const longestPictureTexts = {
  altText: 1000,
  caption: 1000,
  creditLine: 300,
  creator: 300,
  copyrightNotice: 500,
  usageTerms: 2000,
  digitalSourceType: 60,
} as const

export type PictureTextName = keyof typeof longestPictureTexts
export type PictureTexts = Partial<Record<PictureTextName, string>> & { rightsExpire?: Date }

const severalLines: readonly PictureTextName[] = ['altText', 'caption', 'usageTerms']

/**
 * Where each stands, the better source first: XMP, then IPTC IIM by `record:dataset`.
 * IPTC Photo Metadata Standard 2023.2; LicenseEndDate is PLUS LDF, expirationDate PRISM 2.
 */
const sources = {
  altText: { xmp: [['Iptc4xmpCore', 'AltTextAccessibility']], iptc: [] },
  caption: { xmp: [['dc', 'description'], ['photoshop', 'Headline']], iptc: ['2:120', '2:105'] }, // prettier-ignore
  creditLine: { xmp: [['photoshop', 'Credit']], iptc: ['2:110'] },
  creator: { xmp: [['dc', 'creator']], iptc: ['2:80'] },
  copyrightNotice: { xmp: [['dc', 'rights']], iptc: ['2:116'] },
  usageTerms: { xmp: [['xmpRights', 'UsageTerms'], ['photoshop', 'Instructions']], iptc: ['2:40'] }, // prettier-ignore
  digitalSourceType: { xmp: [['Iptc4xmpExt', 'DigitalSourceType']], iptc: [] },
  rightsExpire: { xmp: [['plus', 'LicenseEndDate'], ['prism', 'expirationDate']], iptc: ['2:37'] }, // prettier-ignore
} as const satisfies Record<PictureTextName | 'rightsExpire', { xmp: Parameters<typeof xmpName>[]; iptc: string[] }>

/** Each text as its field takes it: clean, cut to length, and absent where the blocks say nothing. */
export function pictureTexts(blocks: { xmp?: Buffer; iptc?: Buffer }): PictureTexts {
  const find = finder(blocks)
  const texts: PictureTexts = {}
  for (const name of Object.keys(longestPictureTexts) as PictureTextName[]) {
    const found = clean(name, name === 'digitalSourceType' ? sourceTypeOf(find(name)) : find(name))
    if (found) texts[name] = found
  }
  const rightsExpire = endOfRights(find('rightsExpire'))
  return rightsExpire ? { ...texts, rightsExpire } : texts
}

function finder({ xmp, iptc }: { xmp?: Buffer; iptc?: Buffer }): (name: keyof typeof sources) => string {
  const properties: XmpProperties = xmp ? readXmp(xmp) : new Map()
  const datasets = iptc ? readIptc(iptc) : new Map<string, string[]>()
  return name => {
    const { xmp, iptc } = sources[name]
    const said = [
      ...xmp.map(([prefix, property]) => oneText(properties.get(xmpName(prefix, property)) ?? [])),
      ...iptc.map(dataset => datasets.get(dataset)?.join(', ') ?? ''),
    ]
    return said.find(text => text.trim() !== '') ?? ''
  }
}

/** Several creators are named after each other; of several languages, French or the one that the file has for all. */
function oneText(values: { text: string; language: string | null }[]): string {
  const translated = values.filter(({ language }) => language !== null)
  if (translated.length === 0) return values.map(({ text }) => text.trim()).join(', ')
  const french = translated.find(({ language }) => language?.toLowerCase().startsWith('fr'))
  return (french ?? translated.find(({ language }) => language === 'x-default') ?? translated[0])?.text ?? ''
}

/** A code of IPTC's vocabulary, such as `trainedAlgorithmicMedia`; anything else says nothing. */
const sourceTypeOf = (uri: string) =>
  /^https?:\/\/cv\.iptc\.org\/newscodes\/digitalsourcetype\/([A-Za-z]{1,60})$/.exec(uri.trim())?.[1] ?? ''

function clean(name: PictureTextName, text: string): string {
  const lines = text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/(?!\n)[\p{Cc}\p{Cs}]+/gu, ' ')
  const tidy = severalLines.includes(name)
    ? lines.replace(/[^\S\n]+/g, ' ').replace(/ ?\n ?/g, '\n')
    : lines.replace(/\s+/g, ' ')
  return cut(tidy.trim(), longestPictureTexts[name])
}

/** Never in the middle of a character. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text
  const kept = text.slice(0, longest - 1)
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`
}

/** The day itself still counts, by UTC. Years beyond those of any contract stand for “never”. */
function endOfRights(text: string): Date | null {
  const [, year, month, day, time] = /^\s*(\d{4})-?(\d\d)-?(\d\d)(T\S+)?/.exec(text) ?? []
  if (!year || Number(year) < 1900 || Number(year) > 2200) return null
  const end = new Date(`${year}-${month}-${day}${time ?? 'T00:00:00Z'}`)
  if (Number.isNaN(end.getTime())) return null
  return time ? end : new Date(end.getTime() + 86_400_000)
}
