import { Badge } from '@keystar/ui/badge'
import { HStack } from '@keystar/ui/layout'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { QuietLink } from '../look/quiet-link.tsx'
import { StateBadge } from '../story/badges.tsx'
import { usePicturePageWords } from './picture-page-words.ts'
import type { PictureUse } from './use-picture.ts'

const mostListed = 100

/** The stories with this picture, and whether readers see it there. */
export function UsedIn({ uses }: { uses: PictureUse[] }) {
  const words = usePicturePageWords()
  if (uses.length === 0) return <Text color="neutralSecondary">{words.unused}</Text>
  return (
    <>
      <ul className={listStyles} aria-label={words.usedIn}>
        {uses.map(({ article, inWorkingCopy, isLive }) => (
          <li key={article.id} className={rowStyles}>
            <QuietLink href={`/articles/${article.id}`}>{article.headline || words.untitled}</QuietLink>
            <HStack gap="regular">
              {isLive && <Badge tone="positive">{inWorkingCopy ? words.live : words.onlyLive}</Badge>}
              <StateBadge state={article.state} />
            </HStack>
          </li>
        ))}
      </ul>
      {uses.length >= mostListed && <Text size="small">{words.more}</Text>}
    </>
  )
}

const listStyles = css({
  display: 'grid',
  gap: tokenSchema.size.space.regular,
  listStyle: 'none',
  margin: 0,
  padding: 0,
})
const rowStyles = css({ display: 'grid', justifyItems: 'start', gap: tokenSchema.size.space.small })
