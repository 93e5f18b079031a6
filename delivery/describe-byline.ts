import type { Organization, Person } from 'schema-dts'

type Author = Exclude<Person | Organization, string>

/**
 * Who wrote a story, as far as its byline says so for certain; the byline itself is free text, and goes out whole as
 * `creditText`. Names stand beside one another; each that is written like a person's is a Person, each that names a
 * body is an Organization, and of any other (“envoyée spéciale à Bakou”) nothing is claimed. Null when nothing is left.
 */
export function describeByline(byline: string): Author[] | null {
  const names = byline
    .split(/\s*[,;/&()]\s*|\s+(?:et|and|avec|with)\s+/iu)
    .map(name => name.replace(/^(?:par|by|avec|with)\s+/iu, ''))
  const authors = names.flatMap(name => describeName(name.trim()) ?? [])
  return authors.length > 0 ? authors : null
}

/** One name, of an author or of whoever made a picture. */
export function describeName(name: string): Author | null {
  if (name === '') return null
  if (bodies.test(name)) return { '@type': 'Organization', name }
  return personName.test(name) ? { '@type': 'Person', name } : null
}

/** Words that stand in the names of agencies, newsrooms and publishers, and in nobody's own. */
const bodies =
  /(?<!\p{L})(?:agence|agency|agencia|agentur|bureau|desk|media|médias?|newsroom|news|press|presse|radio|redaktion|r[ée]daction|redazione|redacción|service|staff|tv|afp|ansa|ap|apa|armenpress|bbc|belga|dpa|efe|reuters|rfi|tass|xinhua)(?!\p{L})/iu

/** Two to five words with capitals, particles between them, no article in front: “Jean-Noël d’Orves”, “Ana de la Cruz”. */
const personName =
  /^(?!(?:Le|La|Les|The|Los|Las|Der|Die|Das)\s|L['’])\p{Lu}[\p{L}.'’-]*(?:\s(?:(?:de|du|des|da|di|do|dos|la|le|van|von|der|den|ten|el|al|bin|ben|y)\s)*(?:[dD]['’])?\p{Lu}[\p{L}.'’-]*){1,4}$/u
