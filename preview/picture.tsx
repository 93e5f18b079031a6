import { pictureSrcset, pictureUrl } from '../images/picture-address.ts'
import type { PublishedImage } from '../publication/content.ts'
import { pictureName } from './page-styles.ts'
import type { PageWords } from './page-words.ts'

type PictureProps = {
  image: PublishedImage
  /** 0 for the main picture, then by section. */
  place: number
  /** What stands before `/images/…` in its addresses. */
  base: string
  words: PageWords
  /** For words that are ours, where the story speaks another language. */
  foreign: object
}

/** A picture with what must be said of it. */
export function Picture({ image, place, base, words, foreign }: PictureProps) {
  const { altText, width, height, caption, creditLine, isIllustrative } = image
  const address = { key: image.key, originalWidth: width, baseUrl: base }
  return (
    <figure className={place === 0 ? 'main-picture' : undefined}>
      {/* React has images preloaded in the head, but not those of a picture element: one of them is enough. */}
      <picture>
        <img
          id={pictureName(place)}
          src={pictureUrl({ ...address, width: 960 })}
          srcSet={pictureSrcset(address)}
          sizes={place === 0 ? '(min-width: 62.5rem) 60rem, 100vw' : '(min-width: 46rem) 43.5rem, 100vw'}
          {...{ width, height, alt: altText }}
          // Paper wants all of them, wherever the reader has scrolled to.
          loading="eager"
          decoding="async"
        />
      </picture>
      {(caption || creditLine || isIllustrative) && (
        <figcaption>
          {caption && <span className="caption">{caption}</span>}
          {creditLine && <span className="credit">{creditLine}</span>}
          {isIllustrative && !saysIllustrative(caption) && (
            <span className="illustrative" {...foreign}>
              {words.illustrative}
            </span>
          )}
        </figcaption>
      )}
    </figure>
  )
}

/** Many captions say it themselves, and once is enough. */
const saysIllustrative = (caption: string | null) => /non[\s-]+contractuelle/i.test(caption ?? '')
