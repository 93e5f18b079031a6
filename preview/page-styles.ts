import type { PublishedImage } from '../publication/content.ts'

/** Where a picture stands on the page; the rule that keeps its focal point in view names it. */
export const pictureName = (place: number) => `picture-${place}`

/** One rule for each picture with a focal point: what must stay visible stays where the page crops. */
export function focalRules(images: (PublishedImage | null)[]): string {
  const percent = (part: number) => `${(Math.min(1, Math.max(0, part)) * 100).toFixed(1)}%`
  return images
    .map((image, place) => {
      const point = image?.focalPoint
      return point ? `#${pictureName(place)}{object-position:${percent(point.x)} ${percent(point.y)}}` : ''
    })
    .join('')
}

/** Says on each printed sheet what the banner says on the screen. `line` is ours: no letter of the story. */
export const sheetRule = (line: string) =>
  `@page{margin:18mm 18mm 22mm;@bottom-center{content:"${line.replace(/["\\\n\r]/g, '')}";font:8pt/1.3 sans-serif;color:#555}}`

/** All a page of this room looks like. No fonts and nothing else is fetched for it. */
export const pageStyles = `
:root{color-scheme:light dark;
  --paper:#fff;--ink:#16181d;--quiet:#596070;--line:#dcdfe5;--accent:#a8380f;--notice:#fff3cf;--notice-ink:#493600;
  --serif:Charter,"Bitstream Charter","Iowan Old Style","Source Serif 4",Georgia,Cambria,"Liberation Serif",serif;
  --sans:Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
@media (prefers-color-scheme:dark){:root{
  --paper:#14161a;--ink:#e9eaed;--quiet:#a5abb7;--line:#343841;--accent:#ff9b76;--notice:#3a2e0d;--notice-ink:#ffe7a6}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1.1875rem/1.6 var(--serif);overflow-wrap:break-word}
p,h1,h2,figure,blockquote,ul,ol{margin:0}
a{color:inherit;text-decoration-color:var(--accent);text-decoration-thickness:.08em;text-underline-offset:.18em}
a:hover{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:2px}
.banner{display:flex;flex-wrap:wrap;gap:.1rem .6rem;padding:.65rem 1.25rem;background:var(--notice);color:var(--notice-ink);
  font:500 .875rem/1.45 var(--sans)}
.banner strong{font-weight:700}
main{max-width:46rem;margin:0 auto;padding:clamp(1.75rem,5vw,4rem) 1.25rem 5rem}
.rubric{margin-bottom:.75rem;color:var(--accent);font:700 .8125rem/1.3 var(--sans);letter-spacing:.04em}
h1{font-weight:700;font-size:clamp(2rem,1.35rem + 3vw,3.25rem);line-height:1.1;letter-spacing:-.015em;text-wrap:balance}
.standfirst{margin-top:1.1rem;color:var(--quiet);font-size:clamp(1.2rem,1.1rem + .45vw,1.4rem);line-height:1.45;
  white-space:pre-line;text-wrap:pretty}
.signature{margin-top:1.6rem;padding-top:.9rem;border-top:1px solid var(--line);color:var(--quiet);font:.9375rem/1.5 var(--sans)}
.byline{color:var(--ink);font-weight:600}
.signature span:not(:last-child)::after{content:"\\2002·\\2002"}
figure{margin:2rem 0}
figure img{display:block;width:100%;height:auto;max-height:min(80vh,44rem);object-fit:cover;background:var(--line);border-radius:3px}
.main-picture{margin-inline:calc((100% - min(60rem,100vw - 2.5rem))/2)}
.main-picture img{aspect-ratio:3/2}
figcaption{margin-top:.6rem;color:var(--quiet);font:.875rem/1.5 var(--sans);white-space:pre-line}
figcaption span:not(:last-child)::after{content:" · "}
.credit{white-space:normal}
.illustrative{font-style:italic;white-space:normal}
.part{margin-top:2.4rem}
h2{font-weight:700;font-size:1.55rem;line-height:1.25;letter-spacing:-.005em;text-wrap:balance}
.part h2{margin-bottom:.85rem}
.body>*+*{margin-top:1.05em}
.body p{hyphens:auto;text-wrap:pretty}
.body ul,.body ol{padding-inline-start:1.35em}
.body li+li{margin-top:.35em}
.body blockquote{padding-inline-start:1.1em;border-inline-start:3px solid var(--accent);font-style:italic}
.body blockquote>*+*{margin-top:.8em}
.body pre{overflow-x:auto;padding:1em;background:color-mix(in srgb,var(--line) 45%,transparent);font-size:.9em}
.body hr{border:0;border-top:1px solid var(--line)}
.after{margin-top:3.25rem;padding-top:1.4rem;border-top:1px solid var(--line);font:1rem/1.55 var(--sans)}
.after h2{margin-bottom:.7rem;font:700 1rem/1.4 var(--sans);letter-spacing:0}
.tags{display:flex;flex-wrap:wrap;gap:.5rem;padding:0;list-style:none}
.tags li{padding:.2rem .7rem;border:1px solid var(--line);border-radius:99px;color:var(--quiet);font-size:.875rem}
.related{padding:0;list-style:none}
.related li{padding:.7rem 0;border-top:1px solid var(--line);font:600 1.1rem/1.35 var(--serif)}
.related li:first-child{border-top:0;padding-top:0}
.corrections{padding:0;list-style:none}
.corrections li+li{margin-top:.8rem}
.corrections time{display:block;color:var(--quiet);font-size:.875rem}
.corrections p{white-space:pre-line}
.refusal h1{font-size:1.9rem}
.refusal p{margin-top:1rem}
:lang(ar),:lang(fa),:lang(ur),:lang(he){line-height:1.8;letter-spacing:0}
@media (max-width:30rem){body{font-size:1.125rem}.main-picture{margin-inline:-1.25rem}.main-picture img{border-radius:0;aspect-ratio:4/3}
  .main-picture figcaption{padding-inline:1.25rem}}
@media print{
  :root{color-scheme:light;--paper:#fff;--ink:#000;--quiet:#444;--line:#bbb;--accent:#000;--notice:#fff;--notice-ink:#000}
  body{font-size:11pt;line-height:1.45}
  .banner{margin-bottom:6mm;padding:2mm 3mm;border:1pt solid #000;font-size:9pt}
  main{max-width:none;padding:0}
  h1{font-size:24pt}h2{font-size:14pt}.standfirst{font-size:13pt}
  .main-picture{margin-inline:0}
  figure img{width:auto;max-width:100%;max-height:95mm;aspect-ratio:auto!important;object-fit:contain;background:none}
  figure,blockquote,.corrections li{break-inside:avoid}
  h1,h2,.standfirst{break-after:avoid}
  p,li{orphans:3;widows:3}
  .after{font-size:10pt}
}`
