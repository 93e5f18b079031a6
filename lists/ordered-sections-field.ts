import { g } from '@keystone-6/core'
import { relationship } from '@keystone-6/core/fields'
import type { BaseFields, FieldData, KeystoneContext } from '@keystone-6/core/types'
import { Refusal, type Sentence } from '../errors.ts'
import type { Lists } from '../generated/keystone/types.ts'
import { keepRefusal } from './keep-refusals.ts'
import { sectionBody } from './section-body.ts'

type ArticleInfo = Lists.Article.TypeInfo
type Field = BaseFields<ArticleInfo>[string]

const limits = { sections: 200, heading: 300, imageText: 1000, bodyBytes: 200_000 } as const

type SectionInput = {
  id?: string | null
  heading?: string | null
  body?: unknown
  image?: { id?: string | null } | null
  imageAltText?: string | null
  imageCaption?: string | null
}

const SectionInput = g.inputObject({
  name: 'SectionInput',
  description: 'A section as it is to be; with its id it keeps its identity, without one it is new.',
  fields: {
    id: g.arg({ type: g.ID }),
    heading: g.arg({ type: g.String, defaultValue: '' }),
    body: g.arg({ type: g.JSON, description: 'The document field’s JSON: a list of blocks.' }),
    image: g.arg({
      type: g.inputObject({ name: 'SectionImageInput', fields: { id: g.arg({ type: g.nonNull(g.ID) }) } }),
    }),
    imageAltText: g.arg({ type: g.String, defaultValue: '' }),
    imageCaption: g.arg({ type: g.String, defaultValue: '' }),
  },
})

/**
 * An article's sections, saved with it in one atomic write: the input is the whole ordered list, and what is missing
 * from it is removed. Prisma refuses the id of another article's section. Sections written so skip their own list's
 * hooks, so every value is checked here.
 */
export const orderedSections = (options: { views?: string } = {}): Field => {
  return meta => {
    const field = relationship<ArticleInfo, 'Section.article'>({ ref: 'Section.article', many: true })(meta)
    const checkBody = bodyCheck(meta)
    const arg = g.arg({ type: g.list(g.nonNull(SectionInput)) })
    const sections = async (input: readonly SectionInput[], context: KeystoneContext) => {
      if (input.length > limits.sections)
        throw invalid({
          en: `An article has at most ${limits.sections} sections; this one has ${input.length}.`,
          fr: `Un article a ${limits.sections} sections au plus ; celui-ci en a ${input.length}.`,
        })
      // One after another: they share the transaction's one connection.
      const ordered: SectionData[] = []
      for (const section of input) ordered.push(await sectionData(section, ordered.length + 1, context, checkBody))
      return ordered
    }
    return {
      ...field,
      ...(options.views && { views: options.views }),
      input: {
        ...field.input,
        create: {
          arg,
          resolve: keepRefusal(async (input: readonly SectionInput[] | null | undefined, context: KeystoneContext) =>
            input ? { create: (await sections(input, context)).map(({ data }) => data) } : undefined,
          ),
        },
        update: {
          arg,
          resolve: keepRefusal(async (input: readonly SectionInput[] | null | undefined, context: KeystoneContext) =>
            input ? replacement(await sections(input, context)) : undefined,
          ),
        },
      },
      // Sections come in their order unless another is asked for.
      output: { ...field.output, resolve: inOrder(field.output.resolve) },
      // A relation's own input types do not know a whole list; what is returned is what Prisma takes for a relation.
    } as unknown as ReturnType<Field>
  }
}

type SectionData = { id: string | null; data: Record<string, unknown> }

async function sectionData(
  input: SectionInput,
  position: number,
  context: KeystoneContext,
  checkBody: (body: unknown, context: KeystoneContext) => Promise<unknown>,
): Promise<SectionData> {
  // The same word in both languages.
  const place = `Section ${position}`
  const part = (en: string, fr: string): Sentence => ({ en: `${place}, ${en}`, fr: `${place}, ${fr}` })
  const heading = line(input.heading, limits.heading, part('heading', 'intertitre'))
  const image = input.image?.id ? { connect: { id: await existingImage(input.image.id, context, place) } } : null
  const data = {
    position,
    heading,
    body: await checkBody(input.body ?? emptyBody, context).catch((error: unknown) => {
      throw invalid({
        en: `${place}: its text is not in the form that the editor writes (${messageOf(error)}).`,
        fr: `${place} : son texte n’a pas la forme que l’éditeur écrit (${messageOf(error)}).`,
      })
    }),
    imageAltText: line(input.imageAltText, limits.imageText, part('alternative text', 'texte alternatif'), true),
    imageCaption: line(input.imageCaption, limits.imageText, part('caption', 'légende'), true),
  }
  const id = input.id ?? null
  return { id, data: { ...data, ...(image ? { image } : id ? { image: { disconnect: true } } : {}) } }
}

const emptyBody = [{ type: 'paragraph', children: [{ text: '' }] }]

function replacement(sections: SectionData[]) {
  const kept = sections.flatMap(({ id }) => (id ? [id] : []))
  if (new Set(kept).size < kept.length)
    throw invalid({
      en: 'A section’s id stands twice in the list. Leave it out for a copy.',
      fr: 'L’identifiant d’une section figure deux fois. Omettez-le pour une copie.',
    })
  return {
    deleteMany: { id: { notIn: kept } },
    update: sections.flatMap(({ id, data }) => (id ? [{ where: { id }, data }] : [])),
    create: sections.flatMap(({ id, data }) => (id ? [] : [data])),
  }
}

/** The document field's own validation, which a nested write would otherwise skip. */
function bodyCheck(meta: FieldData<ArticleInfo>) {
  const field = sectionBody<ArticleInfo>()(meta)
  return async (body: unknown, context: KeystoneContext): Promise<unknown> => {
    if (JSON.stringify(body).length > limits.bodyBytes) throw new Error(`longer than ${limits.bodyBytes} characters`)
    // The field types are generic over every database field; the document field's takes and gives JSON.
    const resolve = field.input?.create?.resolve as ((value: unknown, context: KeystoneContext) => unknown) | undefined
    const resolved = await resolve?.(body, context)
    return resolved
  }
}

async function existingImage(id: string, context: KeystoneContext, place: string): Promise<string> {
  const image = await context.db['Image']?.findOne({ where: { id } })
  if (!image)
    throw invalid({ en: `${place}: there is no picture “${id}”.`, fr: `${place} : il n’y a pas de photo « ${id} ».` })
  return id
}

function line(value: string | null | undefined, max: number, name: Sentence, lines = false): string {
  const text = value ?? ''
  if (text.length > max)
    throw invalid({
      en: `${name.en}: at most ${max} characters, this has ${text.length}.`,
      fr: `${name.fr} : ${max} caractères au plus, en voici ${text.length}.`,
    })
  const printable = lines ? text.replace(/[\t\n]/g, '') : text
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(printable))
    throw invalid({
      en: `${name.en}: control characters cannot stand here.`,
      fr: `${name.fr} : les caractères de contrôle ne sont pas acceptés ici.`,
    })
  return text
}

type Resolve = (source: never, args: { orderBy?: readonly unknown[] }, ...rest: never[]) => unknown

function inOrder(resolve: unknown): Resolve {
  // The relation's output resolver takes the usual findMany arguments.
  const findMany = resolve as Resolve
  return (source, args, ...rest) =>
    findMany(source, args.orderBy?.length ? args : { ...args, orderBy: [{ position: 'asc' }] }, ...rest)
}

const invalid = (sentence: Sentence) => new Refusal('INVALID_INPUT', sentence)
const messageOf = (error: unknown) => (error instanceof Error ? error.message.split('\n')[0] : String(error))
