import { createHash } from 'node:crypto'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { Article } from './article.tsx'
import { sayMoment, wordsForBanner } from './page-words.ts'
import { focalRules, pageStyles, sheetRule } from './page-styles.ts'
import type { Banner, ShownStory } from './shown-story.ts'
import { textDirection } from './text-direction.ts'

/** A whole page, and the hash of its one style element for `style-src`. */
export type Page = { html: string; styleHash: string }

/**
 * The page of a story that is not yet with its readers. `base` stands before `/images/…` in the addresses of pictures;
 * `title` is what windows and histories keep of it.
 */
export function renderPreviewPage({
  story,
  banner,
  base,
  title,
  timeZone,
}: {
  story: ShownStory
  banner: Banner
  base: string
  title: string
  /** Of whoever looks, where that is known. */
  timeZone?: string
}): Page {
  const { language, image, sections } = story.content
  const said = sayBanner(banner)
  const styles = pageStyles + focalRules([image, ...sections.map(section => section.image)]) + sheetRule(said.join(' '))
  const [first, ...rest] = said
  return renderPage({
    ...{ language, title, styles },
    children: (
      <>
        <aside className="banner" lang={banner.language} dir="ltr" aria-label={wordsForBanner(banner.language).label}>
          <strong>{first}</strong>
          {rest.map(sentence => (
            <span key={sentence}>{sentence}</span>
          ))}
        </aside>
        <main>
          <Article story={story} base={base} timeZone={timeZone} />
        </main>
      </>
    ),
  })
}

/** A page that says why there is no story on it. */
export function renderRefusalPage({
  title,
  sentences,
}: {
  title: string
  sentences: { language: string; text: string }[]
}): Page {
  const children = (
    <main className="refusal">
      <h1>{title}</h1>
      {sentences.map(({ language, text }) => (
        <p key={language} lang={language}>
          {text}
        </p>
      ))}
    </main>
  )
  return renderPage({ language: sentences[0]?.language ?? 'en', title, styles: pageStyles, children })
}

function sayBanner({ language, shows, isLive, expiresAt }: Banner): string[] {
  const words = wordsForBanner(language)
  return [
    isLive ? words.live : words.unpublished,
    shows === 'typed' ? words.typed : shows === 'working copy' ? words.working : words.revision(shows.revision),
    ...(expiresAt ? [words.expires(sayMoment(expiresAt, { language })), words.confidential] : []),
  ]
}

type Whole = { language: string; title: string; styles: string; children: ReactNode }

function renderPage({ language, title, styles, children }: Whole): Page {
  const markup = renderToStaticMarkup(
    <html lang={language} dir={textDirection(language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="referrer" content="no-referrer" />
        <meta name="format-detection" content="telephone=no" />
        {/* Whoever checks a link does not lose the page. */}
        <base target="_blank" />
        <title>{title}</title>
        {/* Our own rules and numbers: nothing of the story can end the element. */}
        <style dangerouslySetInnerHTML={{ __html: styles }} />
      </head>
      <body>{children}</body>
    </html>,
  )
  const styleHash = createHash('sha256').update(styles).digest('base64')
  return { html: `<!doctype html>${markup}`, styleHash: `sha256-${styleHash}` }
}
