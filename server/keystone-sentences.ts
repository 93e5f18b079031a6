import type { Sentence } from '../errors.ts'

/** What Keystone says in English alone, and what that is in French. A line that is not here stays as it is. */
const french: readonly (readonly [pattern: RegExp, french: string])[] = [
  [/^You cannot create that (\w+)$/, 'Vous ne pouvez pas créer cela ($1).'],
  [/^You cannot update that (\w+) - it may not exist$/, 'Vous ne pouvez pas modifier cela ($1), ou cela n’existe pas.'],
  [
    /^You cannot delete that (\w+) - it may not exist$/,
    'Vous ne pouvez pas supprimer cela ($1), ou cela n’existe pas.',
  ],
  [/^You cannot (?:read|connect|disconnect|set) that (\w+).*$/, 'Vous n’avez pas accès à cela ($1).'],
  [/^You cannot execute action "(\w+)" for that (\w+)$/, 'Vous ne pouvez pas faire cela ($2, $1).'],
  [
    /^You cannot \w+ that (\w+) - you cannot \w+ the fields (.*)$/,
    'Vous n’avez pas le droit de changer cela ($1) : $2.',
  ],
  [/^You provided invalid data for this operation\.$/, 'Une valeur ne convient pas :'],
  [/^An error occurred while resolving relationship fields\.$/, 'Un lien n’a pas pu être fait :'],
  [/(?:value|Value) must not be empty$/, 'à remplir.'],
  [/value must be at least (\d+) characters long$/, '$1 caractères au moins.'],
  [/value must be no longer than (\d+) characters$/, '$1 caractères au plus.'],
  [/value must be greater than or equal to ([\d.-]+)$/, '$1 au moins.'],
  [/value must be less than or equal to ([\d.-]+)$/, '$1 au plus.'],
  [/value is too common and is not allowed$/, 'ce mot de passe est trop courant.'],
  [/(?:value|'.*') is not an accepted option$/, 'ce choix n’existe pas.'],
  [/Control characters and line breaks cannot stand here$/, 'ni caractères de contrôle, ni retours à la ligne.'],
  [/Control characters cannot stand here$/, 'pas de caractères de contrôle.'],
  [
    /Small letters, digits and single hyphens only$/,
    'lettres minuscules, chiffres et traits d’union isolés seulement.',
  ],
  [/A language tag such as fr or en-GB$/, 'un code de langue, comme fr ou en-GB.'],
  [/A web address, or nothing$/, 'une adresse web, ou rien.'],
  [/An e-mail address$/, 'une adresse e-mail.'],
  [/An address that begins with https:\/\/, without a password in it$/, 'une adresse en https://, sans mot de passe.'],
]

/** Whether Keystone, or a field’s validation, is what says this. */
export const isKnownSentence = (sentence: string): boolean => french.some(([pattern]) => pattern.test(sentence))

/** A sentence of Keystone’s, line by line in both languages. */
export const sentenceOfKeystone = (message: string): Sentence => ({
  en: message,
  fr: message.split('\n').map(inFrench).join('\n'),
})

/** A line may begin with the field it is about: `  - Article.headline: …`. */
function inFrench(line: string): string {
  const [, about = '', said = ''] = /^((?: {2}- )?(?:[A-Z]\w*\.\w+: )?(?:(?:Access denied|Input error): )?)(.*)$/.exec(
    line,
  ) ?? ['', '', line]
  const known = french.find(([pattern]) => pattern.test(said))
  if (!known) return line
  const field = about.replace(/(?:Access denied|Input error): $/, '').replace(/: $/, ' : ')
  return field + said.replace(...known)
}
