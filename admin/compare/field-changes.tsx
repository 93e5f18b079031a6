import { css, tokenSchema } from '@keystar/ui/style'
import { renditionOf } from '../pictures/picture.ts'
import type { FieldChange } from './comparison.ts'
import { useContentWords } from './content-words.ts'
import { useCompareWords } from './compare-words.ts'
import { DiffText } from './diff-text.tsx'
import type { ComparedPictures } from './use-pictures.ts'

type Props = { changes: FieldChange[]; pictures: ComparedPictures; beside: boolean; language: string }

/** Fields that differ, by name; pictures as thumbnails, their texts as texts. */
export function FieldChanges({ changes, pictures, beside, language }: Props) {
  const { nameOf } = useContentWords()
  if (changes.length === 0) return null
  return (
    <dl className={styles}>
      {changes.map(change => (
        <div key={change.field}>
          <dt>{nameOf(change.field)}</dt>
          <dd lang={language}>
            {change.field === 'image' ? (
              <Pictures change={change} pictures={pictures} />
            ) : beside ? (
              <div className={besideStyles}>
                <DiffText parts={change.words} shown="older" />
                <DiffText parts={change.words} shown="newer" />
              </div>
            ) : (
              <DiffText parts={change.words} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Pictures({ change, pictures }: Pick<Props, 'pictures'> & { change: FieldChange }) {
  const words = useCompareWords()
  return (
    <div className={besideStyles}>
      <Thumbnail id={change.from} label={words.removed} pictures={pictures} />
      <Thumbnail id={change.to} label={words.added} pictures={pictures} />
    </div>
  )
}

function Thumbnail({ id, label, pictures }: { id: string | null; label: string; pictures: ComparedPictures }) {
  const words = useCompareWords()
  if (id === null) return <p className={pictureStyles}>{words.noPicture}</p>
  const picture = pictures?.get(id)
  return (
    <figure className={pictureStyles}>
      {picture?.file && !picture.killedAt ? (
        <img src={renditionOf(picture.file, 320)} alt={picture.altText} width={240} />
      ) : (
        <p>{words.gone}</p>
      )}
      <figcaption>
        {label}: {picture?.caption || id}
      </figcaption>
    </figure>
  )
}

export const besideStyles = css({
  display: 'grid',
  gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
  gap: tokenSchema.size.space.xlarge,
})

const styles = css({
  display: 'grid',
  gap: tokenSchema.size.space.large,
  margin: 0,
  '& dt': {
    color: tokenSchema.color.foreground.neutralSecondary,
    fontSize: 14,
    fontWeight: 600,
    '&::first-letter': { textTransform: 'uppercase' },
  },
  '& dd': { margin: 0 },
})

const pictureStyles = css({
  margin: 0,
  fontSize: 14,
  '& img': { display: 'block', height: 'auto', borderRadius: tokenSchema.size.radius.small },
  '& p': { margin: 0 },
})
