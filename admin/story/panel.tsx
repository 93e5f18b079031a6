import { useId, type ReactNode } from 'react'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'

/** A titled part of the story's side panel. */
export function Panel({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles}>
      <Text id={id} elementType="h2" size="small" weight="semibold" color="neutralSecondary">
        {title}
      </Text>
      {children}
    </section>
  )
}

const styles = css({ display: 'grid', justifyItems: 'start', gap: tokenSchema.size.space.medium })
