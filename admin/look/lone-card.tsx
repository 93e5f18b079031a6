import { css, tokenSchema } from '@keystar/ui/style'
import { Heading } from '@keystar/ui/typography'
import type { FormEvent, ReactNode } from 'react'
import { Refused } from './refused.tsx'
import { WordMark } from '../navigation/word-mark.tsx'

type Props = { title: string; refusal: string | null; onSubmit: () => void; children: ReactNode }

/** The one card of a page for somebody who is not signed in. */
export function LoneCard({ title, refusal, onSubmit, children }: Props) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <main className={pageStyles}>
      <title>{`${title} · Bouclage`}</title>
      <WordMark />
      <form onSubmit={submit} className={cardStyles}>
        <Heading elementType="h1" size="regular">
          {title}
        </Heading>
        {refusal && <Refused>{refusal}</Refused>}
        {children}
      </form>
    </main>
  )
}

const pageStyles = css({
  display: 'grid',
  alignContent: 'center',
  justifyItems: 'center',
  gap: tokenSchema.size.space.xlarge,
  minHeight: '88vh',
  padding: tokenSchema.size.space.large,
})

const cardStyles = css({
  display: 'grid',
  gap: tokenSchema.size.space.xlarge,
  boxSizing: 'border-box',
  width: '100%',
  maxWidth: 400,
  padding: tokenSchema.size.space.xxlarge,
  backgroundColor: tokenSchema.color.background.canvas,
  border: `1px solid ${tokenSchema.color.border.muted}`,
  borderRadius: tokenSchema.size.radius.large,
})
