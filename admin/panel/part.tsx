import { useId, type ReactNode } from 'react'
import { Icon } from '@keystar/ui/icon'
import { chevronDownIcon } from '@keystar/ui/icon/icons/chevronDownIcon'
import { css, tokenSchema } from '@keystar/ui/style'
import { idOfPart, usePartOpen, type PartKey } from './part-store.ts'

type Props = { name: PartKey; title: string; summary?: ReactNode; begins?: boolean; children: ReactNode }

/** A part of the panel under a title that opens and closes it; `summary` says beside the title what is inside. */
export function Part({ name, title, summary, begins = false, children }: Props) {
  const [titleId, contentId] = [useId(), useId()]
  const [open, setOpen] = usePartOpen(name, begins)
  return (
    <section aria-labelledby={titleId} className={partStyles}>
      <h2 className={headingStyles}>
        <button
          type="button"
          id={idOfPart(name)}
          className={buttonStyles}
          aria-expanded={open}
          aria-controls={open ? contentId : undefined}
          onClick={() => setOpen(!open)}
        >
          <span id={titleId}>{title}</span>
          <span className={summaryStyles}>{summary}</span>
          <Icon src={chevronDownIcon} size="small" UNSAFE_className={chevronStyles} />
        </button>
      </h2>
      {open && (
        <div id={contentId} className={contentStyles}>
          {children}
        </div>
      )}
    </section>
  )
}

const partStyles = css({ '& + &': { borderTop: `1px solid ${tokenSchema.color.border.muted}` } })

const headingStyles = css({ margin: 0, fontSize: 'inherit' })

const buttonStyles = css({
  display: 'flex',
  alignItems: 'center',
  gap: tokenSchema.size.space.regular,
  width: '100%',
  minHeight: 44,
  padding: `${tokenSchema.size.space.regular} ${tokenSchema.size.space.large}`,
  background: 'none',
  border: 0,
  color: tokenSchema.color.foreground.neutralEmphasis,
  fontFamily: tokenSchema.typography.fontFamily.base,
  fontSize: tokenSchema.typography.text.regular.size,
  fontWeight: 600,
  textAlign: 'start',
  cursor: 'pointer',
  '&:hover': { backgroundColor: tokenSchema.color.alias.backgroundHovered },
  '&:focus-visible': { outline: `2px solid ${tokenSchema.color.alias.focusRing}`, outlineOffset: -2 },
  '&[aria-expanded="true"] svg': { transform: 'rotate(180deg)' },
})

const chevronStyles = css({ flexShrink: 0, transition: 'transform 130ms' })

const summaryStyles = css({
  display: 'flex',
  gap: tokenSchema.size.space.regular,
  flexGrow: 1,
  justifyContent: 'flex-end',
  alignItems: 'center',
  minWidth: 0,
  color: tokenSchema.color.foreground.neutralSecondary,
  fontSize: tokenSchema.typography.text.small.size,
  fontWeight: 400,
})

const contentStyles = css({
  display: 'grid',
  gap: tokenSchema.size.space.medium,
  gridTemplateColumns: 'minmax(0, 1fr)',
  padding: `${tokenSchema.size.space.regular} ${tokenSchema.size.space.large} ${tokenSchema.size.space.large}`,
})
