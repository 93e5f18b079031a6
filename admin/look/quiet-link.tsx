import { useRef } from 'react'
import { useLink } from '@keystar/ui/link'
import { css, tokenSchema } from '@keystar/ui/style'

/** A link that reads as what it names; in a list of names, blue and underlined lines say nothing more. */
export function QuietLink(props: { href: string; children: string }) {
  const ref = useRef<HTMLAnchorElement>(null)
  const { linkProps } = useLink(props, ref)
  return (
    <a ref={ref} {...linkProps} href={props.href} className={styles}>
      {props.children}
    </a>
  )
}

const styles = css({
  color: tokenSchema.color.foreground.neutralEmphasis,
  fontFamily: tokenSchema.typography.fontFamily.base,
  fontSize: tokenSchema.typography.text.regular.size,
  fontWeight: 600,
  lineHeight: 1.35,
  textDecoration: 'none',
  borderRadius: tokenSchema.size.radius.xsmall,
  '&:hover': { textDecoration: 'underline' },
  '&:focus-visible': { outline: `2px solid ${tokenSchema.color.alias.focusRing}`, outlineOffset: 2 },
})
