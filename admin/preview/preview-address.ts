/** Where a colleague's browser finds the page, as it was saved. */
export function previewAddress(
  articleId: string,
  { revision, language }: { revision: number | null; language: string },
): string {
  const place = revision === null ? '' : `/revisions/${revision}`
  const asked = new URLSearchParams({ language, timeZone: ownTimeZone() })
  return `/preview/articles/${encodeURIComponent(articleId)}${place}?${asked.toString()}`
}

/** Of this browser: dates are told as its clock has them. */
export const ownTimeZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone
