/** Where a colleague's browser finds the page, as it was saved. */
export function previewAddress(
  articleId: string,
  { revision, language }: { revision: number | null; language: string },
): string {
  const place = revision === null ? '' : `/revisions/${revision}`
  return `/preview/articles/${encodeURIComponent(articleId)}${place}?language=${language}`
}
