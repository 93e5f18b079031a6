import { visit, type FragmentDefinitionNode, type GraphQLResolveInfo, type OperationDefinitionNode } from 'graphql'

import type { ArticleParts, SectionParts } from './select-articles.ts'

export type AskedParts = ArticleParts & { excerpts: boolean }

const known = new WeakMap<OperationDefinitionNode, AskedParts>()

/**
 * Which costly parts of stories an operation names anywhere, its fragments included. A part too many costs a little
 * time and changes no answer; so one look at the names is enough, and is kept for as long as the parsed query is.
 */
export function askedParts({ operation, fragments }: Pick<GraphQLResolveInfo, 'operation' | 'fragments'>): AskedParts {
  const before = known.get(operation)
  if (before) return before
  const names = fieldNames([operation, ...Object.values(fragments)])
  const parts = {
    sections: sectionParts(names),
    tags: names.has('tags') || names.has('jsonLd'),
    corrections: names.has('corrections') || names.has('jsonLd'),
    excerpts: names.has('excerpt') || names.has('excerptText'),
  }
  known.set(operation, parts)
  return parts
}

function sectionParts(names: ReadonlySet<string>): SectionParts {
  if (!names.has('sections')) return 'none'
  if (names.has('document') || (names.has('html') && names.has('text'))) return 'whole'
  return names.has('html') ? 'html' : 'text'
}

function fieldNames(definitions: (OperationDefinitionNode | FragmentDefinitionNode)[]): Set<string> {
  const names = new Set<string>()
  for (const definition of definitions) visit(definition, { Field: field => void names.add(field.name.value) })
  return names
}
