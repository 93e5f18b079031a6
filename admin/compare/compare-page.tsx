import { usePathname } from '@keystar/ui/router'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { TextLink } from '@keystar/ui/link'
import { useQuery } from '@keystone-6/core/admin-ui/apollo'
import { Head } from '@keystone-6/core/admin-ui/router'
import { Refused } from '../look/refused.tsx'
import { useLabelled } from '../words/use-labelled.ts'
import { ComparedSides } from './compared-sides.tsx'
import { findCompared, type Compared } from './comparison.ts'
import { useCompareWords } from './compare-words.ts'

/** Two states of a story, at an address that can be kept: `/articles/ID/compare?from=3&to=live`. Printable. */
export function ComparePage() {
  const words = useCompareWords()
  const labelled = useLabelled()
  const id = decodeURIComponent(/^\/articles\/([^/]+)\/compare$/.exec(usePathname())?.[1] ?? '')
  const { data, error } = useQuery<{ article: Compared | null }>(findCompared, {
    variables: { id },
    skip: id === '',
    fetchPolicy: 'network-only',
  })
  const story = data?.article
  return (
    <main className={pageStyles}>
      <Head>
        <title>{`${labelled(words.title, story?.headline ?? '')} · Bouclage`}</title>
      </Head>
      <p className={backStyles}>
        <TextLink href={`/articles/${id}`}>{words.back}</TextLink>
      </p>
      <h1 className={titleStyles}>{story ? labelled(words.title, story.headline) : words.title}</h1>
      {error && <Refused>{error.message}</Refused>}
      {data && !story && <Text>{id}</Text>}
      {story && <ComparedSides story={story} />}
    </main>
  )
}

const pageStyles = css({
  boxSizing: 'border-box',
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  gap: tokenSchema.size.space.xlarge,
  maxWidth: 1180,
  minHeight: '100vh',
  alignContent: 'start',
  marginInline: 'auto',
  padding: tokenSchema.size.space.xxlarge,
  backgroundColor: tokenSchema.color.background.canvas,
  color: tokenSchema.color.foreground.neutral,
  fontFamily: tokenSchema.typography.fontFamily.base,
  fontSize: 16,
  lineHeight: 1.6,
  '@media print': { padding: 0, maxWidth: 'none', fontSize: '11pt' },
})

const backStyles = css({ margin: 0, '@media print': { display: 'none' } })

const titleStyles = css({
  margin: 0,
  color: tokenSchema.color.foreground.neutralEmphasis,
  fontSize: 26,
  fontWeight: 700,
  lineHeight: 1.25,
  textWrap: 'balance',
})
