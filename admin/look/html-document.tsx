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
      </Head>
      <body>
        <Main />
        <NextScript />
      </body>
    </Html>
  )
}
