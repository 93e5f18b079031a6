import { isAtLeast, personOf, type Session } from '../access.ts'
import { sqlOfPrisma } from '../database/sql.ts'
import { Refusal } from '../errors.ts'
import type { Context, Lists } from '../generated/keystone/types.ts'
import { beginAct, type Newsroom } from '../workflow/act.ts'
import { recordDeskChange } from '../workflow/record-desk-change.ts'
import { completeSave, lockForSave } from '../workflow/save-article.ts'
import { assertMayLeave, hintAt } from '../workflow/schedule-publication.ts'
import { relatedOrderAfter, type RelatedInput } from './ordered-related-articles.ts'
import { firstFreeSlug, lockSlug, slugFrom } from './slug.ts'

type Info = Lists.Article.TypeInfo<Session>
type Create = { resolvedData: Info['prisma']['create']; inputData: Info['inputs']['create']; context: Context<Session> }
type Hooks = NonNullable<Lists.Article<Session>['hooks']>

/** How a save of an article becomes one version, one revision where content changed, and one entry on record. */
export const articleHooks = (newsroom: Newsroom): Hooks => ({
  resolveInput: {
    async create({ resolvedData, inputData, context }) {
      const unborn = { headline: inputData.headline ?? '', publishAt: null, unpublishAt: null }
      await assertMayLeave(beginAct(context, newsroom), unborn, inputData.unpublishAt)
      return {
        ...resolvedData,
        author: authorOf({ resolvedData, inputData, context }),
        slug: await slugOf(resolvedData.slug, resolvedData.headline, context),
        relatedOrder: relatedOrderAfter([], inputData.relatedArticles as RelatedInput),
      }
    },
    async update({ resolvedData, inputData, item, context }) {
      const story = await lockForSave(beginAct(context, newsroom), item.id, inputData.version)
      await assertOwnSections(item.id, resolvedData, context)
      await assertMayLeave(beginAct(context, newsroom), story, inputData.unpublishAt)
      return {
        ...resolvedData,
        ...('slug' in inputData && { slug: await changedSlug(resolvedData.slug, item, context) }),
        ...(inputData.relatedArticles && {
          relatedOrder: relatedOrderAfter(item.relatedOrder, inputData.relatedArticles as RelatedInput),
        }),
        version: story.version + 1,
      }
    },
  },
  afterOperation: {
    async create({ item, inputData, context }) {
      // Keystone answers with this very object: what the save set besides is to be seen in the answer.
      Object.assign(item, await completeSave(beginAct(context, newsroom), item.id, 'create'))
      await hintAtLeaving(item.id, inputData, context)
    },
    async update({ item, originalItem, inputData, context }) {
      Object.assign(item, await completeSave(beginAct(context, newsroom), item.id, 'save'))
      await recordDeskChange(beginAct(context, newsroom), originalItem, item)
      await hintAtLeaving(item.id, inputData, context)
    },
  },
})

async function hintAtLeaving(articleId: string, inputData: { unpublishAt?: Date | null }, context: Context<Session>) {
  const at = inputData.unpublishAt
  if (at) await hintAt(sqlOfPrisma(context.prisma), { articleId, move: 'unpublish', at })
}

function authorOf({ resolvedData, inputData, context }: Create) {
  const person = personOf(context.session)
  const named = inputData.author?.connect?.id
  if (!named) return person ? { connect: { id: person.id } } : undefined
  if (named !== person?.id && !isAtLeast(person, 'editor'))
    throw new Refusal('NOT_PERMITTED', {
      en: 'Authors create stories of their own. Leave the author out, or ask an editor.',
      fr: 'Un auteur crée ses propres articles. Laissez l’auteur vide, ou demandez à la relecture.',
    })
  return resolvedData.author
}

async function slugOf(slug: string | null | undefined, headline: string | null | undefined, context: Context<Session>) {
  if (slug) return assertFreeSlug(slug, null, context)
  return firstFreeSlug(
    sqlOfPrisma(context.prisma),
    slugFrom(headline ?? '') || 'story',
    async candidate => (await ownerOf(candidate, context)) !== null,
  )
}

async function changedSlug(
  slug: unknown,
  item: { id: string; slug: string; headline: string },
  context: Context<Session>,
) {
  if (typeof slug !== 'string' || slug === item.slug) return item.slug
  return slug === '' ? slugOf(null, item.headline, context) : assertFreeSlug(slug, item.id, context)
}

async function assertFreeSlug(slug: string, articleId: string | null, context: Context<Session>): Promise<string> {
  await lockSlug(sqlOfPrisma(context.prisma), slug)
  const owner = await ownerOf(slug, context)
  if (owner === null || owner === articleId) return slug
  throw new Refusal('SLUG_TAKEN', {
    en: `The slug “${slug}” belongs to another story. Choose another.`,
    fr: `Le slug « ${slug} » est celui d’un autre article. Choisissez-en un autre.`,
  })
}

/** The story that has this slug, or had it in public: such a slug is its own for ever. */
async function ownerOf(slug: string, context: Context<Session>): Promise<string | null> {
  const rows = await context.prisma.$queryRaw<{ article: string }[]>`
    select id as article from "Article" where slug = ${slug}
    union all select article from delivery.slug where slug = ${slug} limit 1`
  return rows[0]?.article ?? null
}

type NestedSections = { update?: { where: { id: string } }[] } | undefined

async function assertOwnSections(articleId: string, resolvedData: Info['prisma']['update'], context: Context<Session>) {
  // `ordered-sections-field.ts` made this value.
  const named = ((resolvedData.sections as NestedSections)?.update ?? []).map(({ where }) => where.id)
  if (named.length === 0) return
  const own = await context.prisma.section.findMany({ where: { articleId, id: { in: named } }, select: { id: true } })
  const missing = named.find(id => !own.some(section => section.id === id))
  if (missing)
    throw new Refusal('INVALID_INPUT', {
      en: `This article has no section “${missing}”. Leave the id out to add a section.`,
      fr: `Cet article n’a pas de section « ${missing} ». Omettez l’identifiant pour en ajouter une.`,
    })
}
