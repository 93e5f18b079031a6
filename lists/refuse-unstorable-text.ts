import { isObjectType, type GraphQLSchema } from 'graphql'
import { Refusal } from '../errors.ts'

/** Of objects and lists within each other; a section’s text with lists in lists in quotes has some twenty. */
const deepest = 100

/**
 * Refuses arguments that could not be kept to the letter, before anything is done with them: PostgreSQL has no NUL, and
 * half of a character would become another on its way there. Changes the schema it is given.
 */
export function refuseUnstorableText(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const { resolve, args } = field
      if (!resolve || args.length === 0) continue
      field.resolve = (source, given, context, info) => {
        assertStorable(given)
        return resolve(source, given, context, info)
      }
    }
  }
  return schema
}

/** Throws INVALID_INPUT for a text within `value` that cannot be stored, naming where it stands. */
export function assertStorable(value: unknown): void {
  // A stack of our own: nesting in a JSON argument is the sender's to choose.
  const toVisit = [{ name: 'The request', inside: value, depth: 0 }]
  for (let next = toVisit.pop(); next; next = toVisit.pop()) {
    const { name, inside, depth } = next
    if (typeof inside === 'string') assertText(name, inside)
    if (typeof inside !== 'object' || inside === null || inside instanceof Promise) continue
    if (depth === deepest) throw tooDeep(name)
    for (const [key, part] of Object.entries(inside)) {
      assertText(name, key)
      toVisit.push({ name: Array.isArray(inside) ? name : key, inside: part, depth: depth + 1 })
    }
  }
}

function assertText(name: string, text: string): void {
  if (!/[\0\p{Cs}]/u.test(text)) return
  throw new Refusal('INVALID_INPUT', {
    en: `“${name}” holds a NUL or half of a character, which no text can keep. Remove it, then try again.`,
    fr: `« ${name} » contient un caractère nul ou une moitié de caractère, qu’aucun texte ne peut garder. Supprimez-le, puis réessayez.`,
  })
}

function tooDeep(name: string): Refusal {
  return new Refusal('INVALID_INPUT', {
    en: `“${name}” is nested deeper than ${deepest} levels, and nothing here is. Make it flatter, then try again.`,
    fr: `« ${name} » est imbriqué sur plus de ${deepest} niveaux, ce que rien n’est ici. Aplatissez-le, puis réessayez.`,
  })
}
