import type { ReactNode } from 'react'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { QuietLink } from '../look/quiet-link.tsx'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { sayTime } from '../words/say-time.ts'
import { useDeskWords } from './desk-words.ts'
import type { Line } from './line.ts'

type Props = {
  story: Pick<Line, 'id' | 'headline'>
  /** Below the headline. */
  facts: ReactNode[]
  /** At the end of the row. */
  marks?: ReactNode
  /** In red, with its reason. */
  trouble?: string | null
}

/** A story in one line: what it is, what is to be said of it here, and what to look at. */
export function StoryRow({ story, facts, marks, trouble }: Props) {
  const words = useDeskWords()
  return (
    <li className={styles}>
      <div className={textStyles}>
        <QuietLink href={`/articles/${story.id}`}>{story.headline || words.withoutHeadline}</QuietLink>
        <Text size="small" color="neutralSecondary">
          {facts.filter(Boolean).map((fact, index) => (
            <span key={index}>
              {index > 0 && ' · '}
              {fact}
            </span>
          ))}
        </Text>
        {trouble && (
          <Text size="small" color="critical">
            {trouble}
          </Text>
        )}
      </div>
      {marks && <div className={marksStyles}>{marks}</div>}
    </li>
  )
}

/** A time as words that say it shortly; the whole of it on hovering. */
export function Moment({ at, children }: { at: string; children: ReactNode }) {
  const language = useInterfaceLanguage()
  return (
    <time dateTime={at} title={sayTime(at, language)}>
      {children}
    </time>
  )
}

const styles = css({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: tokenSchema.size.space.large,
  padding: `${tokenSchema.size.space.medium} ${tokenSchema.size.space.large}`,
})

const textStyles = css({ display: 'grid', gap: tokenSchema.size.space.regular, minWidth: 0, overflowWrap: 'anywhere' })
const marksStyles = css({ display: 'flex', flexWrap: 'wrap', gap: tokenSchema.size.space.small, justifyContent: 'end' })
