import { relationship } from '@keystone-6/core/fields'
import type { BaseFields } from '@keystone-6/core/types'
import { permissions } from '../access.ts'
import type { Lists } from '../generated/keystone/types.ts'
import { inOrder } from '../workflow/load-snapshot.ts'

type ArticleInfo = Lists.Article.TypeInfo
type Field = BaseFields<ArticleInfo>[string]
type Row = { id: string }

/** “Articles similaires”: a relation that is read in the editor's order, which the row keeps as `relatedOrder`. */
export const orderedRelatedArticles = (): Field => meta => {
  const field = relationship<ArticleInfo, 'Article'>({
    ref: 'Article',
    many: true,
    access: { read: { item: permissions.everyone, filter: permissions.nobody, order: permissions.nobody } },
    ui: {
      label: 'Related articles',
      description: 'Shown below the story in this order, as far as they are live (“articles similaires”).',
      hideCreate: true,
      labelField: 'headline',
    },
  })(meta)
  const findMany = field.output.resolve as unknown as (...all: unknown[]) => Promise<Row[]>
  return {
    ...field,
    output: {
      ...field.output,
      async resolve(
        source: { item: { relatedOrder: unknown } },
        args: { orderBy?: readonly unknown[] },
        ...rest: never[]
      ) {
        const rows = await findMany(source, args, ...rest)
        if (args.orderBy?.length) return rows
        const places = inOrder(source.item.relatedOrder, rows)
        return [...rows].sort((a, b) => places.indexOf(a.id) - places.indexOf(b.id))
      },
    },
    // A relation's output resolver is given a source and the findMany arguments; the field types say less.
  } as unknown as ReturnType<Field>
}

type Links = { id?: string | null }[] | null | undefined
export type RelatedInput = { set?: Links; connect?: Links; disconnect?: Links } | null | undefined

/** The order after an input was applied: what was set or kept, then what was added, in the input's order. */
export function relatedOrderAfter(before: unknown, input: RelatedInput): string[] {
  const ids = (links: Links) => (links ?? []).flatMap(({ id }) => id ?? [])
  const start = input?.set ? ids(input.set) : Array.isArray(before) ? before.filter(id => typeof id === 'string') : []
  const gone = new Set(ids(input?.disconnect))
  return [...new Set([...start.filter(id => !gone.has(id)), ...ids(input?.connect)])]
}
