import type { Picture } from '../pictures/picture.ts'
import { textOf } from '../sections/measure-sections.ts'
import type { SectionDraft } from '../sections/section-draft.ts'
import type { InterfaceLanguage } from '../words/interface-language.ts'
import { sayTime } from '../words/say-time.ts'
import { isRecord, linksIn } from './form-value.ts'

/** What a field says, as one text to be read and compared. */
export function sayValue(value: unknown, language: InterfaceLanguage): string {
  const links = linksIn(value)
  if (links) return links.map(({ label }) => label).join('\n')
  if (!isRecord(value)) return plain(value, language)
  if ('picture' in value) return value['picture'] ? nameOfPicture(value['picture'] as Picture) : '' // of fields/picture.tsx
  if (isRecord(value['inner'])) return plain(value['inner']['value'], language)
  if (isRecord(value['value'])) return plain(value['value']['label'] ?? value['value']['value'], language)
  return plain(value['value'], language)
}

/** A section's heading, text and picture, a line each. */
export function saySection(section: SectionDraft | null): string {
  if (!section) return ''
  const { heading, body, image, imageAltText, imageCaption } = section
  return [heading, textOf(body), image && `🖼 ${nameOfPicture(image)}`, imageAltText, imageCaption]
    .filter(Boolean)
    .join('\n\n')
}

const nameOfPicture = ({ caption, altText, creditLine, id }: Picture) => caption || altText || creditLine || id

const isTime = /^\d{4}-\d\d-\d\dT/

function plain(value: unknown, language: InterfaceLanguage): string {
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return ''
  return isTime.test(value) ? sayTime(value, language) : value
}
