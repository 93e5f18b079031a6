import type { Comparison } from './compare-snapshots.ts'

/** A refusal travels in one answer, and is kept in logs of browsers and proxies. */
const mostBytes = 64_000
const mostNames = 200

export type BoundedComparison = {
  /** False where the texts did not fit: what changed is named, and `compareRevisions` gives the words. */
  complete: boolean
  comparison: Comparison
}

/** A comparison without the sections that are the same, and without texts where they would be too much to carry. */
export function boundComparison(comparison: Comparison): BoundedComparison {
  const changed = {
    ...comparison,
    sections: comparison.sections.filter(({ change, moved }) => change !== 'SAME' || moved),
  }
  if (Buffer.byteLength(JSON.stringify(changed)) <= mostBytes) return { complete: true, comparison: changed }
  return { complete: false, comparison: namesOnly(changed) }
}

function namesOnly({ same, fields, tags, relatedArticles, sections }: Comparison): Comparison {
  const withoutText = ({ field }: { field: string }) => ({ field, from: null, to: null, words: [] })
  return {
    same,
    fields: fields.map(withoutText),
    tags: { added: tags.added.slice(0, mostNames), removed: tags.removed.slice(0, mostNames) },
    relatedArticles: relatedArticles.slice(0, mostNames),
    sections: sections.slice(0, mostNames).map(section => ({
      ...section,
      ...{ heading: [], body: [], links: { added: [], removed: [] } },
      fields: section.fields.map(withoutText),
    })),
  }
}
