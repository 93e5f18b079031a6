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
        <style>{contrast + focus + calm + lines}</style>
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

// Where Keystone's page shows nothing of the focus: the heading of a group, and the last part of the way to the page.
const focus =
  'summary:focus-visible,a[aria-current="page"]:focus-visible{outline:2px solid var(--kui-color-alias-focus-ring);outline-offset:2px;border-radius:4px}'

// Whoever asks for less motion gets none, of Keystone's parts either.
const calm =
  '@media (prefers-reduced-motion:reduce){*,::before,::after{transition-duration:.01ms!important;animation-duration:.01ms!important;animation-iteration-count:1!important;scroll-behavior:auto!important}}'

// A refusal may name several reasons, a line each.
const lines = '[role="alertdialog"] [role="alert"]{white-space:pre-line}'
