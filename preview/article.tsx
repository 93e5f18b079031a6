import type { ReactNode } from 'react'
import type { PublishedSection } from '../publication/content.ts'
import { sayDate, sayMoment, wordsForReaders } from './page-words.ts'
import { Picture } from './picture.tsx'
import type { ShownStory } from './shown-story.ts'
import { textDirection } from './text-direction.ts'

type Props = { story: ShownStory; base: string; /** Of whoever looks. */ timeZone?: string }
type Around = ReturnType<typeof aroundStory>

/** What all parts of the page share: our words, and how to mark them in a story of another language. */
export function aroundStory({ story, base, timeZone }: Props) {
  const { words, language } = wordsForReaders(story.content.language)
  const isForeign = !story.content.language.toLowerCase().startsWith(language)
  const foreign = isForeign ? { lang: language, dir: textDirection(language) } : {}
  return { base, words, language, foreign, clock: { language, timeZone } }
}

/** The story as a page of a plain paper: semantic, without scripts, and without a link to anywhere of ours. */
export function Article(props: Props) {
  const { story } = props
  const { content } = story
  const around = aroundStory(props)
  return (
    <article>
      <Head story={story} around={around} />
      {content.image && <Picture image={content.image} place={0} {...around} />}
      {content.sections.map(section => (
        <Part key={section.id} section={section} around={around} />
      ))}
      <Corrections story={story} around={around} />
      <Tags story={story} around={around} />
      <Related story={story} around={around} />
    </article>
  )
}

function Head({ story, around }: { story: ShownStory; around: Around }) {
  const { words, foreign } = around
  const { headline, description, byline, readingMinutes } = story.content
  const rubric = story.tags.find(({ kind }) => kind === 'rubric')
  return (
    <header>
      {rubric && <p className="rubric">{rubric.name}</p>}
      <h1>{headline}</h1>
      {description && <p className="standfirst">{description}</p>}
      <div className="signature">
        {byline && <p className="byline">{byline}</p>}
        <p {...foreign}>
          <span>
            <Day at={story.dated} around={around} />
          </span>
          {story.updated && (
            <span>
              <Day at={story.updated} around={around} say={words.updated} />
            </span>
          )}
          {readingMinutes > 0 && <span>{words.minutes(readingMinutes)}</span>}
        </p>
      </div>
    </header>
  )
}

type Dated = { at: Date; around: Around; say?: (date: string) => string; lang?: string; dir?: 'ltr' | 'rtl' }

/** A day, and for whoever points at it the minute and whose clock says so. */
function Day({ at, around: { clock }, say = date => date, ...foreign }: Dated) {
  return (
    <time dateTime={at.toISOString()} title={sayMoment(at, clock)} {...foreign}>
      {say(sayDate(at, clock))}
    </time>
  )
}

function Part({ section, around }: { section: PublishedSection; around: Around }) {
  const { id, heading, html, image, position } = section
  const inside = (
    <>
      {heading && <h2 id={`heading-${id}`}>{heading}</h2>}
      {image && <Picture image={image} place={position} {...around} />}
      {/* Made safe where it was composed; the same letters go to readers. */}
      {html && <div className="body" data-section={id} dangerouslySetInnerHTML={{ __html: html }} />}
    </>
  )
  if (!heading) return <div className="part">{inside}</div>
  return (
    <section className="part" aria-labelledby={`heading-${id}`}>
      {inside}
    </section>
  )
}

/** What follows the text: a heading in our words, and a list under it; nothing at all where the list is empty. */
function After({
  name,
  around,
  children,
}: {
  name: 'corrections' | 'tags' | 'related'
  around: Around
  children: ReactNode[]
}) {
  if (children.length === 0) return null
  return (
    <section className="after" aria-labelledby={name}>
      <h2 id={name} {...around.foreign}>
        {around.words[name]}
      </h2>
      <ul className={name}>{children}</ul>
    </section>
  )
}

function Corrections({ story, around }: { story: ShownStory; around: Around }) {
  return (
    <After name="corrections" around={around}>
      {story.corrections.map(({ note, publishedAt }) => (
        <li key={publishedAt.getTime()}>
          <Day at={publishedAt} around={around} {...around.foreign} />
          <p>{note}</p>
        </li>
      ))}
    </After>
  )
}

function Tags({ story, around }: { story: ShownStory; around: Around }) {
  const tags = story.tags.filter(({ kind }) => kind !== 'rubric')
  return (
    <After name="tags" around={around}>
      {tags.map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
    </After>
  )
}

function Related({ story, around }: { story: ShownStory; around: Around }) {
  return (
    <After name="related" around={around}>
      {story.related.map(({ id, headline, language }) => (
        <li key={id} lang={language} dir={textDirection(language)}>
          {headline}
        </li>
      ))}
    </After>
  )
}
