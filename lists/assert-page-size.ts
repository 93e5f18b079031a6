import { Refusal } from '../errors.ts'

/** LIMIT_EXCEEDED where a page is to have less than one line, or more than fit. */
export function assertPageSize(first: number, most: number): void {
  if (first >= 1 && first <= most) return
  throw new Refusal('LIMIT_EXCEEDED', {
    en: `\`first\` is from 1 to ${most}; ${first} was asked for.`,
    fr: `\`first\` va de 1 à ${most} ; ${first} a été demandé.`,
  })
}
