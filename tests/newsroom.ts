import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { roles, type Role, type Session } from '../access.ts'
import type { Context } from '../generated/keystone/types.ts'
import { uploadOfBytes } from '../images/upload-of-bytes.ts'
import { actingAs, openAuthoring, type Authoring } from '../seed/open-authoring.ts'
import { findOrMakePerson, type Named } from '../seed/find-people.ts'
import { sayAll } from '../spoken.ts'
import { transitions, type Transition, type TransitionName } from '../workflow/transitions.ts'
import { freshDatabase } from './fresh-database.ts'

export type Refusal = { code: string | undefined; message: string; extensions: Record<string, unknown> }
/** What a query gave: its data, or the first refusal. */
export type Answer = { data: Record<string, Shown> | null; refusal: Refusal | null }
/** Whatever the query asked for; tests compare it with what they expect. */
export type Shown = Record<string, unknown> | undefined
export type Desk = {
  person: Named
  context: Context<Session>
  ask: (query: string, variables?: Record<string, unknown>) => Promise<Answer>
}
export type Story = { id: string; version: number; slug: string }

/** A newsroom on a database of its own, with one desk for each role and one more author and editor. */
export async function openTestNewsroom() {
  const database = await freshDatabase()
  const dataDir = await mkdtemp(path.join(tmpdir(), 'bouclage-test-'))
  const authoring = await openAuthoring(database.url, { dataDir, auditKey: 'a test key of thirty-two characters' })
  const desks = await openDesks(authoring)
  return {
    ...authoring,
    databaseUrl: database.url,
    dataDir,
    desks,
    stories: storyBuilders(desks),
    async close() {
      await authoring.close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export type TestNewsroom = Awaited<ReturnType<typeof openTestNewsroom>>

type DeskName = Role | 'otherAuthor' | 'otherEditor'

async function openDesks({ context }: Authoring): Promise<Record<DeskName, Desk>> {
  const desk = async (name: string, role: Role): Promise<Desk> => {
    const person = await findOrMakePerson(context, `${name}@example.org`, role)
    await context.prisma.user.update({ where: { id: person.id }, data: { active: true } })
    const own = actingAs(context, person)
    return { person, context: own, ask: (query, variables) => ask(own, query, variables) }
  }
  const named = await Promise.all(roles.map(async role => [role, await desk(role, role)] as const))
  return {
    ...(Object.fromEntries(named) as Record<Role, Desk>), // one for each role
    otherAuthor: await desk('other.author', 'author'),
    otherEditor: await desk('other.editor', 'editor'),
  }
}

async function ask(context: Context<Session>, query: string, variables?: Record<string, unknown>): Promise<Answer> {
  const { data, errors } = await context.graphql.raw({ query, variables })
  const [error] = errors ?? []
  // Sentences among them are said as the server says them.
  const extensions = sayAll(error?.extensions) as Record<string, unknown>
  const refusal = error
    ? { code: error.extensions['code'] as string | undefined, message: error.message, extensions }
    : null
  return { data: (data as Record<string, Shown> | null | undefined) ?? null, refusal }
}

const shown = 'id version slug state publicStatus newestRevision approvedRevision liveRevision'

/** `paragraphs('One.', 'Two.')` is the body of a section. */
export const paragraphs = (...texts: string[]) => texts.map(text => ({ type: 'paragraph', children: [{ text }] }))

export const create = (data: Record<string, unknown>) =>
  [
    `mutation ($data: ArticleCreateInput!) { createArticle(data: $data) { ${shown} sections { id position heading } } }`,
    { data },
  ] as const

export const save = ({ id, version }: Pick<Story, 'id' | 'version'>, data: Record<string, unknown>) =>
  [
    `mutation ($id: ID!, $data: ArticleUpdateInput!) { updateArticle(where: { id: $id }, data: $data) { ${shown} sections { id position heading } } }`,
    { id, data: { version, ...data } },
  ] as const

/** A transition with an answer to every question that the table asks, unless others are given. */
export function move(
  name: TransitionName,
  { id, version }: Pick<Story, 'id' | 'version'>,
  answers: Record<string, string> = {},
) {
  const { asks }: Transition = transitions[name]
  const given = {
    ...Object.fromEntries(asks.filter(asked => asked !== 'override').map(asked => [asked, answerTo(asked)])),
    ...answers,
  }
  const declared = Object.keys(given)
    .map(asked => `, $${asked}: ${typeOf(asked)}`)
    .join('')
  const passed = Object.keys(given)
    .map(asked => `, ${asked}: $${asked}`)
    .join('')
  return [
    `mutation ($id: ID!, $version: Int!${declared}) { story: ${name}Article(where: { id: $id }, version: $version${passed}) { ${shown} } }`,
    { id, version, ...given },
  ] as const
}

const answerTo = (asked: string) =>
  asked === 'publishAt' ? new Date(Date.now() + 3_600_000).toISOString() : `A ${asked}.`
const typeOf = (asked: string) => (asked === 'publishAt' ? 'DateTime!' : `String${asked === 'override' ? '' : '!'}`)

/** Stories as far on their way as a test needs them, written by the author unless said otherwise. */
function storyBuilders(desks: Record<DeskName, Desk>) {
  let count = 0
  const must = async (answer: Promise<Answer>, field: string): Promise<Story> => {
    const { data, refusal } = await answer
    if (refusal || !data) throw new Error(`${refusal?.code}: ${refusal?.message}`)
    return data[field] as unknown as Story // the queries below ask for these fields
  }
  const moved = (desk: Desk, name: TransitionName, story: Story) => must(desk.ask(...move(name, story)), 'story')

  const builders = {
    /** A draft that meets the whole checklist. */
    async draft(content: Record<string, unknown> = {}, desk: Desk = desks.author): Promise<Story> {
      const number = (count += 1)
      const image = await builders.image()
      const tag = await builders.tag(`Lieu ${number}`)
      const whole = {
        headline: `Une histoire, la ${number}e`,
        description: 'Ce que l’on sait.',
        sections: [{ heading: 'Les faits', body: paragraphs('Tout a commencé mardi.') }],
        tags: { connect: [{ id: tag }] },
        image: { connect: { id: image } },
      }
      return must(desk.ask(...create({ ...whole, ...content })), 'createArticle')
    },
    async inReview(content: Record<string, unknown> = {}): Promise<Story> {
      return moved(desks.author, 'submit', await builders.draft(content))
    },
    async approved(content: Record<string, unknown> = {}): Promise<Story> {
      return moved(desks.editor, 'approve', await builders.inReview(content))
    },
    async live(content: Record<string, unknown> = {}): Promise<Story> {
      return moved(desks.publisher, 'publish', await builders.approved(content))
    },
    async tag(name: string, kind = 'place'): Promise<string> {
      const created = await desks.editor.context.db.Tag.createOne({ data: { name, kind: kind as never } })
      return created.id
    },
    async image(texts: Record<string, unknown> = {}): Promise<string> {
      const upload = uploadOfBytes(await smallPicture(), 'picture.png')
      const data = { file: { upload: upload as never }, altText: 'Une montagne', creditLine: 'Bouclage', ...texts }
      return (await desks.author.context.db.Image.createOne({ data })).id
    },
  }
  return builders
}

let picture: Promise<Buffer> | undefined
const smallPicture = () =>
  (picture ??= sharp({ create: { width: 8, height: 6, channels: 3, background: '#336' } })
    .png()
    .toBuffer())
