import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { Thumbnail } from './picture-card.tsx'
import { nameOfPicture, type Picture } from './picture.ts'

/** Pictures to choose from, newest first. */
export function PictureGrid({ pictures, onChoose }: { pictures: Picture[]; onChoose: (picture: Picture) => void }) {
  return (
    <ul className={gridStyles}>
      {pictures.map(picture => (
        <li key={picture.id}>
          <button type="button" className={buttonStyles} onClick={() => onChoose(picture)}>
            <Thumbnail picture={picture} />
            <Text size="small" truncate={2}>
              {nameOfPicture(picture)}
            </Text>
          </button>
        </li>
      ))}
    </ul>
  )
}

const gridStyles = css({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(160px, 1fr))',
  gap: tokenSchema.size.space.large,
  listStyle: 'none',
  margin: 0,
  padding: 0,
})

const buttonStyles = css({
  display: 'grid',
  gap: tokenSchema.size.space.medium,
  width: '100%',
  padding: tokenSchema.size.space.regular,
  background: 'none',
  border: 0,
  borderRadius: tokenSchema.size.radius.regular,
  textAlign: 'start',
  cursor: 'pointer',
  '&:hover': { backgroundColor: tokenSchema.color.alias.backgroundHovered },
  '&:focus-visible': { outline: `2px solid ${tokenSchema.color.alias.focusRing}` },
  '& img': { width: '100%' },
})
