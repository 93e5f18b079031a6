import { refuse, valueOf, type Variables } from './variables.ts'

/** Who publishes, for machines that read: JSON-LD and feeds. */
export type Publisher = Readonly<{
  /** The newsroom's name as readers know it. */
  name: string
  /** Where readers find a story on the newsroom's site; `{slug}` stands for its slug. */
  articleUrl: string
}>

/** What is not set is said honestly: the site's host for its name, and an address under PUBLIC_URL. */
export function readPublisher(variables: Variables, publicUrl: string): Publisher {
  const articleUrl = readArticleUrl(variables, publicUrl)
  const name = valueOf(variables, 'PUBLISHER_NAME') ?? new URL(articleUrl).hostname
  if (name.length > 200 || /\p{Cc}/u.test(name)) {
    refuse(
      'PUBLISHER_NAME is longer than 200 characters or holds a control character. Give the newsroom’s name alone, ' +
        'for example PUBLISHER_NAME=Le Courrier.',
    )
  }
  return Object.freeze({ name, articleUrl })
}

function readArticleUrl(variables: Variables, publicUrl: string): string {
  const text = valueOf(variables, 'ARTICLE_URL') ?? `${publicUrl}/{slug}`
  const example = 'for example ARTICLE_URL=https://news.example.org/{slug}'
  const [before, after, more] = text.split('{slug}')
  if (before === undefined || after === undefined || more !== undefined) {
    refuse(
      `ARTICLE_URL is “${text}”, which does not hold {slug} once. Write it where the story's slug goes, ${example}.`,
    )
  }
  const isOnWeb = URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)
  // The slug may stand in the path or the query, and never where it would name another host.
  if (!isOnWeb || !/^https?:\/\/[^/{}\s]+\//.test(before) || /[{}\s"<>]/.test(before + after)) {
    refuse(`ARTICLE_URL is “${text}”. Give the address of a story on your site, ${example}.`)
  }
  return text
}
