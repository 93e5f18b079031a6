import slugify from '@sindresorhus/slugify'

/** “Tensions à Stepanakert” becomes `tensions-a-stepanakert`; at most 100 characters, cut between words. */
export function slugFrom(words: string): string {
  const slug = slugify(words)
  if (slug.length <= 100) return slug
  const cut = slug.slice(0, 101)
  return cut.slice(0, Math.max(cut.lastIndexOf('-'), 1)).slice(0, 100)
}

/** The slug itself, or the first of `slug-2`, `slug-3` … that `isTaken` does not know. */
export async function firstFreeSlug(slug: string, isTaken: (candidate: string) => Promise<boolean>): Promise<string> {
  let candidate = slug
  for (let number = 2; await isTaken(candidate); number += 1) candidate = `${slug}-${number}`
  return candidate
}
