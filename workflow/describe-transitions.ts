import { transitionNames, transitions, type Mover, type Transition } from './transitions.ts'

/** The transition table as the Markdown table that `docs/contracts/workflow.md` shows; a test compares the two. */
export function describeTransitions(): string {
  const rows = transitionNames.map(name => {
    const { from, to, by, when, asks, checklist }: Transition = transitions[name]
    const refusals = when.map(({ otherwise }) => otherwise.en.replace(/;.*/, ''))
    return [
      `\`${name}Article\``,
      from.join(', '),
      to,
      describeMover(by),
      asks.join(', '),
      checklist ? 'yes' : '',
      refusals.join('; '),
    ]
  })
  const head = ['mutation', 'from', 'to', 'who', 'asks for', 'checklist', 'refused when']
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}

function describeMover({ from, orAuthor, neverOwnText }: Mover): string {
  const roles = `${from} and above`
  const author =
    orAuthor && (orAuthor === 'always' ? ', or its author' : ', or the author of a draft that never was public')
  return `${roles}${author ?? ''}${neverOwnText ? '; never one’s own text' : ''}`
}
