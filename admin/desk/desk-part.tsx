import { useId, type ReactNode } from 'react'
import { TextLink } from '@keystar/ui/link'
import { css, tokenSchema } from '@keystar/ui/style'
import { Heading, Text } from '@keystar/ui/typography'
import { useDeskWords } from './desk-words.ts'

type Props = {
  title: string
  count?: number
  /** Where all of it is. */
  more?: { href: string; label?: string }
  children: ReactNode
}

/** One list of the desk, under its name. */
export function DeskPart({ title, count, more, children }: Props) {
  const words = useDeskWords()
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles}>
      <header>
        <Heading id={id} elementType="h2" size="small">
          {title}
          {count ? <span className={countStyles}>{count}</span> : null}
        </Heading>
        {more && (
          <TextLink href={more.href} aria-label={words.allOf(title)}>
            {more.label ?? words.all}
          </TextLink>
        )}
      </header>
      {children}
    </section>
  )
}

/** The rows of a part, in a frame. */
export function Rows({ children }: { children: ReactNode }) {
  return <ul className={rowsStyles}>{children}</ul>
}

/** What stands where nothing is: what will stand there, and what to do. */
export function Nothing({ children }: { children: ReactNode }) {
  return (
    <div className={nothingStyles}>
      <Text elementType="p" color="neutralSecondary">
        {children}
      </Text>
    </div>
  )
}

const styles = css({
  display: 'grid',
  gap: tokenSchema.size.space.medium,
  alignContent: 'start',
  minWidth: 0,
  '& > header': {
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'baseline',
    fontFamily: tokenSchema.typography.fontFamily.base,
    fontSize: tokenSchema.typography.text.small.size,
  },
})

const countStyles = css({
  marginInlineStart: tokenSchema.size.space.regular,
  color: tokenSchema.color.foreground.neutralSecondary,
  fontWeight: 400,
})

const rowsStyles = css({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  border: `1px solid ${tokenSchema.color.border.muted}`,
  borderRadius: tokenSchema.size.radius.medium,
  backgroundColor: tokenSchema.color.background.canvas,
  '& > li + li': { borderTop: `1px solid ${tokenSchema.color.border.muted}` },
})

const nothingStyles = css({
  padding: tokenSchema.size.space.xlarge,
  border: `1px dashed ${tokenSchema.color.border.neutral}`,
  borderRadius: tokenSchema.size.radius.medium,
})
