import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { wordsOf } from '../words/words-of.ts'
import type { DiffPart } from './comparison.ts'

export type Shown = 'both' | 'older' | 'newer'

/**
 * A text with what was added and removed: underlined and struck through besides the colour, as `ins` and `del`, and said
 * to those who listen. `older` and `newer` show one side of it.
 */
export function DiffText({ parts, shown = 'both' }: { parts: DiffPart[]; shown?: Shown }) {
  const words = useWords()
  const kept = parts.filter(
    ({ kind }) => kind === 'SAME' || shown === 'both' || kind === (shown === 'older' ? 'REMOVED' : 'ADDED'),
  )
  return (
    <span className={textStyles}>
      {kept.map(({ kind, text }, index) => {
        if (kind === 'SAME') return <span key={index}>{text}</span>
        const Changed = kind === 'ADDED' ? 'ins' : 'del'
        return (
          <Changed key={index}>
            <Text visuallyHidden>{kind === 'ADDED' ? words.added : words.removed}</Text>
            {text}
          </Changed>
        )
      })}
    </span>
  )
}

const useWords = wordsOf({
  en: { added: ' added: ', removed: ' removed: ' },
  fr: { added: ' ajouté : ', removed: ' supprimé : ' },
})

const textStyles = css({
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
  '& ins': {
    backgroundColor: tokenSchema.color.background.positive,
    color: tokenSchema.color.foreground.neutralEmphasis,
    textDecoration: 'underline',
    textDecorationThickness: 2,
    textUnderlineOffset: 3,
  },
  '& del': {
    backgroundColor: tokenSchema.color.background.critical,
    color: tokenSchema.color.foreground.neutralEmphasis,
    textDecoration: 'line-through',
    textDecorationThickness: 2,
  },
  '@media print': { '& ins, & del': { printColorAdjust: 'exact' } },
})
