import { Head, Html, Main, NextScript } from 'next/document'
import { icon } from './icon.ts'

/** The page around the admin, with the language of our interface and an icon that needs no request. */
export function HtmlDocument() {
  return (
    <Html lang="en" data-scroll-behavior="smooth">
      <Head>
        <link rel="icon" type="image/svg+xml" href={icon} />
        {/* @keystar/ui asks for its font by this variable; config.tsx brings the files. */}
        <style>{':root{--font-inter:"Inter Variable"}'}</style>
        <style>{contrast}</style>
      </Head>
      <body>
        <Main />
        <NextScript />
      </body>
    </Html>
  )
}

// Where @keystar/ui's greys and reds fall short of WCAG's 4.5:1: an empty date's dd/mm/yyyy, and red letters on grey.
const contrast =
  '[role="spinbutton"]:not(:focus) [data-hidden="false"][aria-hidden="true"]{color:var(--kui-color-foreground-neutral-secondary)}' +
  'button[data-tone="critical"]:not([data-prominence="high"]){background-color:transparent}'
