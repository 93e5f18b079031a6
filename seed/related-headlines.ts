import type { DocumentSource } from './document-source.ts'

type RelatedArticles = { id: string; headline: string }[]

/** As the document has them, to the letter, unless the editor has since linked, unlinked or moved stories. */
export function relatedHeadlinesAsImported(
  related: RelatedArticles,
  source: DocumentSource,
): string[] | null | 'changed' {
  if (isRelinked(related, source)) return 'changed'
  return source.relatedHeadlines?.map(({ headline }) => headline) ?? null
}

/** As they are called today; those that never became stories of ours keep their place, or come last once others moved. */
export function relatedHeadlinesNow(related: RelatedArticles, source: DocumentSource | null): string[] {
  const current = new Map(related.map(({ id, headline }) => [id, headline]))
  const imported = source?.relatedHeadlines ?? []
  if (source && !isRelinked(related, source)) {
    return imported.map(({ headline, articleId }) => (articleId && current.get(articleId)) || headline)
  }
  const unlinked = imported.filter(({ articleId }) => articleId === null)
  return [...current.values(), ...unlinked.map(({ headline }) => headline)]
}

function isRelinked(related: RelatedArticles, { relatedHeadlines }: DocumentSource): boolean {
  const imported = new Set(relatedHeadlines?.flatMap(({ articleId }) => articleId ?? []))
  const current = related.map(({ id }) => id)
  return imported.size !== current.length || [...imported].some((id, index) => id !== current[index])
}
