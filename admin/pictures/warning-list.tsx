import { useState } from 'react'
import { Badge } from '@keystar/ui/badge'
import { css, tokenSchema } from '@keystar/ui/style'
import { useInterfaceLanguage } from '../words/interface-language.ts'
import { warningsOf } from './picture-warnings.ts'
import { usePictureWords } from './picture-words.ts'
import type { Picture } from './picture.ts'

/** What stands against using this picture; nothing, where nothing does. */
export function WarningList({ picture, isBrief = false }: { picture: Picture; isBrief?: boolean }) {
  const [words, language] = [usePictureWords(), useInterfaceLanguage()]
  const [now] = useState(() => new Date())
  const warnings = warningsOf(picture, { words, language, now })
  const missing = [
    !picture.altText && !picture.isDecorative && words.missingAltText,
    !picture.creditLine && words.missingCredit,
  ].filter(text => text !== false)
  const shown = [...warnings, ...(isBrief ? missing.map(text => ({ tone: 'caution' as const, text })) : [])]
  if (shown.length === 0) return null
  return (
    <span className={styles}>
      {shown.map(({ tone, text }) => (
        <Badge key={text} tone={tone} UNSAFE_className={badgeStyles}>
          {text}
        </Badge>
      ))}
    </span>
  )
}

const styles = css({ display: 'flex', flexWrap: 'wrap', gap: tokenSchema.size.space.small, maxWidth: '100%' })
const badgeStyles = css({
  height: 'auto',
  paddingBlock: tokenSchema.size.space.xsmall,
  '& *': { fontSize: tokenSchema.typography.text.small.size, whiteSpace: 'normal' },
})
