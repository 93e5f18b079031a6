import { css, tokenSchema } from '@keystar/ui/style'
import { signal } from '../look/colours.ts'

/** The name, closed by a full stop. It leads home. */
export function WordMark() {
  return (
    <a href="/" aria-label="Bouclage, your desk" className={styles}>
      Bouclage<span aria-hidden="true">.</span>
    </a>
  )
}

const styles = css({
  color: tokenSchema.color.foreground.neutralEmphasis,
  fontFamily: tokenSchema.typography.fontFamily.base,
  fontSize: 21,
  fontWeight: 750,
  letterSpacing: '-0.035em',
  lineHeight: 1,
  textDecoration: 'none',
  borderRadius: tokenSchema.size.radius.small,
  '&:focus-visible': { outline: `2px solid ${tokenSchema.color.alias.focusRing}`, outlineOffset: 4 },
  '& > span': { color: signal, fontSize: '1.25em', lineHeight: 0 },
})
