import { diffWordsWithSpace } from 'diff'
import { useMemo } from 'react'
import { css, tokenSchema } from '@keystar/ui/style'

type Props = { from: string; to: string; lang?: string }

/** Beyond so many edits two texts are simply different. */
const maxEditLength = 1_500

/** A text, with what was put in and taken out since an earlier one. */
export function ChangedText({ from, to, lang }: Props) {
  const parts = useMemo(
    () => diffWordsWithSpace(from, to, { maxEditLength }) ?? [{ value: to, added: false, removed: false }],
    [from, to],
  )
  return (
    <div className={styles} lang={lang} dir="auto">
      {parts.map(({ value, added, removed }, index) => {
        if (added) return <ins key={index}>{value}</ins>
        return removed ? <del key={index}>{value}</del> : <span key={index}>{value}</span>
      })}
    </div>
  )
}

const styles = css({
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
  color: tokenSchema.color.foreground.neutralEmphasis,
  fontFamily: tokenSchema.typography.fontFamily.base,
  fontSize: 15,
  lineHeight: 1.5,
  ins: {
    backgroundColor: tokenSchema.color.background.positive,
    color: tokenSchema.color.foreground.positive,
    textDecoration: 'none',
    borderRadius: 2,
  },
  del: { backgroundColor: tokenSchema.color.background.critical, color: tokenSchema.color.foreground.critical },
})
