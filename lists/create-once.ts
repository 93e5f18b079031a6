import { createHash } from 'node:crypto'
import { getNamedType, isListType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql'
import { personOf, type Session } from '../access.ts'
import { sqlOfPrisma, type Sql } from '../database/sql.ts'
import { Refusal } from '../errors.ts'
import type { Context } from '../generated/keystone/types.ts'

type Args = { data?: Record<string, unknown> }
type Resolve = GraphQLFieldResolver<unknown, Context<Session>, Args>

/**
 * Lets a page press Create again when an answer was lost: what comes with the same `Idempotency-Key` from the same person
 * within a day is made once. Where more was typed in between, it is saved into what the first press made. Changes the
 * schema it is given; its caller makes mutations atomic, so that nothing is noted of what was refused.
 */
export function createOnce(schema: GraphQLSchema): GraphQLSchema {
  for (const [name, field] of Object.entries(schema.getMutationType()?.getFields() ?? {})) {
    const list = getNamedType(field.type).name
    const makesOne = name === `create${list}` && !isListType(field.type)
    if (makesOne && field.resolve) field.resolve = once(list, field.resolve as Resolve) as typeof field.resolve
  }
  return schema
}

const once =
  (list: string, resolve: Resolve): Resolve =>
  async (source, args, context, info) => {
    const person = personOf(context.session)
    const key = keyIn(context)
    // Of many that are made by one mutation each would need a key of its own.
    if (!key || !person || info.fieldName !== `create${list}`) return resolve(source, args, context, info)
    const sql = sqlOfPrisma(context.prisma)
    const press = { person: person.id, key: `${key} ${String(info.path.key)}`, asked: hashOf(args) }
    const before = await findMade(sql, press)
    if (!before) {
      const item = (await resolve(source, args, context, info)) as { id: string } // of a list that Keystone keeps
      await noteMade(sql, { ...press, item: item.id })
      return item
    }
    if (before.asked !== press.asked) await saveInto(context, { list, id: before.item, data: args.data ?? {} })
    return context.db[list as 'Article'].findOne({ where: { id: before.item } })
  }

function keyIn({ req }: Context<Session>): string | null {
  const key = req?.headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key === 'string' && /^[0-9a-zA-Z-]{8,64}$/.test(key)) return key
  throw new Refusal('INVALID_INPUT', {
    en: 'An Idempotency-Key is 8 to 64 letters, digits and hyphens. Choose another.',
    fr: 'Un Idempotency-Key a de 8 à 64 lettres, chiffres et traits d’union. Choisissez-en un autre.',
  })
}

const hashOf = (args: Args) => createHash('sha256').update(JSON.stringify(args)).digest('hex')

type Press = { person: string; key: string; asked: string }

/** What this press made before. Of two at once the second waits here for the first. */
async function findMade(sql: Sql, { person, key }: Press): Promise<{ item: string; asked: string } | undefined> {
  await sql(`select 1 from pg_advisory_xact_lock(hashtextextended($1, 0))`, [`made once: ${person} ${key}`])
  const [made] = await sql<{ item: string; asked: string }>(
    `select item, asked from desk.made_once where person = $1 and key = $2`,
    [person, key],
  )
  return made
}

async function noteMade(sql: Sql, { person, key, asked, item }: Press & { item: string }): Promise<void> {
  await sql(`delete from desk.made_once where at < clock_timestamp() - interval '1 day'`, [])
  await sql(`insert into desk.made_once (person, key, asked, item) values ($1, $2, $3, $4)`, [person, key, asked, item])
}

/** As a save of the version that the first press made: whoever changed it since is not written over. */
async function saveInto(
  context: Context<Session>,
  { list, id, data }: { list: string; id: string; data: Record<string, unknown> },
): Promise<void> {
  const isVersioned = 'version' in ((await context.db[list as 'Article'].findOne({ where: { id } })) ?? {})
  const whole = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, asWhole(value)]))
  await context.db[list as 'Article'].updateOne({
    where: { id },
    // The list's own input is checked again by the list.
    data: { ...whole, ...(isVersioned && { version: 1 }) } as never,
  })
}

/** To link many at the making is to link these alone. */
function asWhole(value: unknown): unknown {
  const isLinks = typeof value === 'object' && value !== null && 'connect' in value && Array.isArray(value.connect)
  return isLinks ? { set: value.connect } : value
}
