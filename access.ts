import { Refusal, type Sentence } from './errors.ts'

/** From least to most trusted; each role may do all that the one before it may. */
export const roles = ['author', 'editor', 'publisher', 'admin'] as const
export type Role = (typeof roles)[number]

/** What sentences call them. */
export const roleInWords = {
  author: { en: 'author', fr: 'auteur' },
  editor: { en: 'editor', fr: 'éditeur' },
  publisher: { en: 'publisher', fr: 'responsable de publication' },
  admin: { en: 'admin', fr: 'administration' },
} as const satisfies Record<Role, Sentence>

export type Person = { id: string; name: string; role: Role }

/** What the session strategy hands to every access rule; `onRecord` names a script that acts in a person's place. */
export type Session = {
  listKey: 'User'
  itemId: string
  data: Person & { email: string; active: boolean }
  /** Of a person in a browser, not of a script. */
  sessionId?: string
  /** Of a program that acts for the person, and then without a `sessionId`. */
  apiToken?: { id: string; mayWrite: boolean }
  onRecord?: 'seed' | 'import'
}

type Asked = { session?: Session }

/** The person signed in, or null: nobody, or somebody whose account was closed since. */
export function personOf(session: Session | undefined): Person | null {
  if (!session?.data?.active) return null
  const { id, name, role } = session.data
  return { id, name, role }
}

/** The person signed in; NOT_SIGNED_IN when there is none. */
export function assertSignedIn(session: Session | undefined): Person {
  const person = personOf(session)
  if (!person)
    throw new Refusal('NOT_SIGNED_IN', {
      en: 'You are not signed in. Sign in, then try again.',
      fr: 'Vous n’êtes pas connecté·e. Connectez-vous, puis réessayez.',
    })
  return person
}

export const isAtLeast = (person: Person | null, role: Role) =>
  person !== null && roles.indexOf(person.role) >= roles.indexOf(role)

/** Yes or no, before any row is looked at. */
export const permissions = {
  everyone: ({ session }: Asked) => personOf(session) !== null,
  editors: ({ session }: Asked) => isAtLeast(personOf(session), 'editor'),
  publishers: ({ session }: Asked) => isAtLeast(personOf(session), 'publisher'),
  admins: ({ session }: Asked) => isAtLeast(personOf(session), 'admin'),
  nobody: () => false,
}

/** For a relation: filtering and ordering by it would answer questions about rows that the caller may not see. */
export const notFilterable = {
  read: { item: permissions.everyone, filter: permissions.nobody, order: permissions.nobody },
}

type Who = keyof typeof permissions
type Operation = 'query' | 'create' | 'update' | 'delete'

/**
 * Who may do what to each list at all; `rules` says to which rows. Stories are moved by the transition table, and what
 * is on record is written by the workflow alone: such operations are nobody's here.
 */
export const whoMay = {
  Article: { query: 'everyone', create: 'everyone', update: 'everyone', delete: 'nobody' },
  Section: { query: 'everyone', create: 'nobody', update: 'nobody', delete: 'nobody' },
  Image: { query: 'everyone', create: 'everyone', update: 'everyone', delete: 'nobody' },
  Tag: { query: 'everyone', create: 'editors', update: 'editors', delete: 'editors' },
  Release: { query: 'everyone', create: 'editors', update: 'editors', delete: 'editors' },
  EditorialNote: { query: 'everyone', create: 'everyone', update: 'nobody', delete: 'nobody' },
  Notification: { query: 'everyone', create: 'nobody', update: 'nobody', delete: 'nobody' },
  User: { query: 'everyone', create: 'admins', update: 'everyone', delete: 'nobody' },
  Session: { query: 'everyone', create: 'nobody', update: 'nobody', delete: 'nobody' },
  ApiToken: { query: 'everyone', create: 'nobody', update: 'nobody', delete: 'nobody' },
  Revision: { query: 'everyone', create: 'nobody', update: 'nobody', delete: 'nobody' },
  AuditEntry: { query: 'everyone', create: 'nobody', update: 'nobody', delete: 'nobody' },
  Webhook: { query: 'admins', create: 'admins', update: 'admins', delete: 'admins' },
  PreviewLink: { query: 'everyone', create: 'nobody', update: 'nobody', delete: 'nobody' },
} as const satisfies Record<string, Record<Operation, Who>>

/** The table's row of a list, as its `access.operation`. */
export function operationsOn(list: keyof typeof whoMay) {
  const { query, create, update, delete: remove } = whoMay[list]
  return {
    query: permissions[query],
    create: permissions[create],
    update: permissions[update],
    delete: permissions[remove],
  }
}

/** Which rows: true for all, false for none, or a filter. */
export const rules = {
  /** All stories but those in another author's trash. */
  readArticles({ session }: Asked) {
    const person = personOf(session)
    if (!person) return false
    if (isAtLeast(person, 'editor')) return true
    return { OR: [{ trashedAt: null }, { author: { id: { equals: person.id } } }] }
  },
  /** Sections are seen with their story. */
  readSections({ session }: Asked) {
    const articles = rules.readArticles({ session })
    return typeof articles === 'boolean' ? articles : { article: articles }
  },
  /** Notes are seen with their story. */
  readNotes({ session }: Asked) {
    return rules.readSections({ session })
  },
  /** Links for outsiders are seen by those who may make them: editors, and the story's author. */
  readPreviewLinks({ session }: Asked) {
    const person = personOf(session)
    if (!person) return false
    return isAtLeast(person, 'editor') ? true : { article: { author: { id: { equals: person.id } } } }
  },
  /** What is told to a person is read by nobody else, admins included. */
  ownNotifications({ session }: Asked) {
    const person = personOf(session)
    return person ? { person: { id: { equals: person.id } } } : false
  },
  /** A picture's texts are changed by whoever uploaded it, and by editors. */
  writeImages({ session }: Asked) {
    const person = personOf(session)
    if (!person) return false
    return isAtLeast(person, 'editor') ? true : { uploadedBy: { id: { equals: person.id } } }
  },
  /** People change their own name and password; admins change anybody's. */
  writeUsers({ session }: Asked) {
    const person = personOf(session)
    if (!person) return false
    return isAtLeast(person, 'admin') ? true : { id: { equals: person.id } }
  },
}
