import { css, tokenSchema } from '@keystar/ui/style'
import { Text } from '@keystar/ui/typography'
import { cropAround, type Point } from './crop-around.ts'
import { usePicturePageWords } from './picture-page-words.ts'
import { renditionOf } from './picture.ts'

const crops = [
  { name: 'square', ratio: 1 },
  { name: 'wide', ratio: 16 / 9 },
  { name: 'tall', ratio: 4 / 5 },
] as const

type Props = { file: { id: string; width: number; height: number }; point: Point | null }

/** What stays of the picture in the shapes that sites and phones cut it to. */
export function CropPreviews({ file, point }: Props) {
  const words = usePicturePageWords()
  return (
    <div role="group" aria-label={words.crops} className={rowStyles}>
      {crops.map(({ name, ratio }) => {
        const { x, y } = cropAround(file, ratio, point)
        return (
          <figure key={name} className={figureStyles} style={{ width: Math.round(130 * ratio) }}>
            <img
              src={renditionOf(file, 640)}
              alt=""
              className={imageStyles}
              style={{ aspectRatio: String(ratio), objectPosition: `${x}% ${y}%` }}
            />
            <figcaption>
              <Text size="small" color="neutralSecondary">
                {words[name]}
              </Text>
            </figcaption>
          </figure>
        )
      })}
    </div>
  )
}

const rowStyles = css({ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokenSchema.size.space.large })
const figureStyles = css({ display: 'grid', gap: tokenSchema.size.space.small, margin: 0 })
const imageStyles = css({
  display: 'block',
  width: '100%',
  objectFit: 'cover',
  borderRadius: tokenSchema.size.radius.small,
  backgroundColor: tokenSchema.color.background.surfaceSecondary,
})
