import type { ReactNode } from 'react'
import { useLink } from '@keystar/ui/link'
import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { useRef } from 'react'
import { Thumbnail } from './picture-card.tsx'
import { useNameOfPicture } from './picture-words.ts'
import type { Picture } from './picture.ts'
import { WarningList } from './warning-list.tsx'

type Props = { pictures: Picture[]; label: string; onChoose?: (picture: Picture) => void }

/** Pictures beside each other, newest first: to be chosen, or opened where nobody chooses. */
export function PictureGrid({ pictures, label, onChoose }: Props) {
  return (
    <ul className={gridStyles} aria-label={label}>
      {pictures.map(picture => (
        <li key={picture.id}>
          {onChoose ? (
            <button type="button" className={cellStyles} onClick={() => onChoose(picture)}>
              <Cell picture={picture} />
            </button>
          ) : (
            <CellLink href={`/pictures/${picture.id}`}>
              <Cell picture={picture} />
            </CellLink>
          )}
        </li>
      ))}
    </ul>
  )
}

function Cell({ picture }: { picture: Picture }) {
  const nameOf = useNameOfPicture()
  return (
    <>
      <Thumbnail picture={picture} />
      <Text size="small" truncate={2}>
        {nameOf(picture)}
      </Text>
      {picture.creditLine && (
        <Text size="small" color="neutralSecondary" truncate>
          {picture.creditLine}
        </Text>
      )}
      <WarningList picture={picture} isBrief />
    </>
  )
}

function CellLink(props: { href: string; children: ReactNode }) {
  const ref = useRef<HTMLAnchorElement>(null)
  const { linkProps } = useLink(props, ref)
  return (
    <a ref={ref} {...linkProps} href={props.href} className={cellStyles}>
      {props.children}
    </a>
  )
}

const gridStyles = css({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(180px, 1fr))',
  alignItems: 'start',
  gap: tokenSchema.size.space.large,
  listStyle: 'none',
  margin: 0,
  padding: 0,
  width: '100%',
})

const cellStyles = css({
  display: 'grid',
  gap: tokenSchema.size.space.regular,
  boxSizing: 'border-box',
  width: '100%',
  padding: tokenSchema.size.space.regular,
  background: 'none',
  border: 0,
  borderRadius: tokenSchema.size.radius.regular,
  color: 'inherit',
  textAlign: 'start',
  textDecoration: 'none',
  cursor: 'pointer',
  '&:hover': { backgroundColor: tokenSchema.color.alias.backgroundHovered },
  '&:focus-visible': { outline: `2px solid ${tokenSchema.color.alias.focusRing}` },
  '& img': { width: '100%' },
})
