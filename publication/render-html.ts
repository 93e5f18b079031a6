import { marks, type Block, type Mark, type Run } from './document-blocks.ts'

const tagOfMark = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  superscript: 'sup',
  subscript: 'sub',
  code: 'code',
  keyboard: 'kbd',
} as const satisfies Record<Mark, string>

/** Safe HTML of a body's blocks: the tags that `PublishedSection.html` names, `href` and `rel` on links, nothing else. */
export function renderHtml(blocks: Block[]): string {
  return blocks.map(renderBlock).join('')
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${renderRuns(block.runs)}</p>`
    case 'heading':
      return `<h${block.level}>${renderRuns(block.runs)}</h${block.level}>`
    case 'code':
      return `<pre><code>${escapeHtml(block.runs.map(run => run.text).join(''))}</code></pre>`
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul'
      return `<${tag}>${block.items.map(renderItem).join('')}</${tag}>`
    }
    case 'quote':
      return `<blockquote>${renderHtml(block.blocks)}</blockquote>`
    case 'divider':
      return '<hr>'
  }
}

/** The item's own line stands bare in `li`, as lists are written by hand. */
function renderItem([first, ...rest]: Block[]): string {
  if (!first) return ''
  const line = first.kind === 'paragraph' ? renderRuns(first.runs) : renderBlock(first)
  return `<li>${line}${renderHtml(rest)}</li>`
}

function renderRuns(runs: Run[]): string {
  let html = ''
  let inside = ''
  runs.forEach((run, index) => {
    inside += renderRun(run)
    if (runs[index + 1]?.link === run.link) return
    html += renderLink(run.link, inside)
    inside = ''
  })
  return html
}

function renderLink(link: Run['link'], inside: string): string {
  return link && inside !== '' ? `<a href="${escapeHtml(link.href)}" rel="noopener">${inside}</a>` : inside
}

function renderRun(run: Run): string {
  if (run.text === '') return ''
  const letters = escapeHtml(run.text).replace(/\r\n|\r|\n/g, '<br>')
  return marks
    .filter(mark => run.marks.includes(mark))
    .reduceRight((inside, mark) => `<${tagOfMark[mark]}>${inside}</${tagOfMark[mark]}>`, letters)
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character] ?? character)
}
