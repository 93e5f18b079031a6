/** A line of what the record gives as the reason, by the mark with which the workflow begins it. */
export type Line = { kind: 'reason' | 'note' | 'override' | 'time' | 'plain'; text: string }

const marks = [
  ['note', 'Note: '],
  ['override', 'Override: '],
] as const

/** The reason of an entry, taken apart; a time is given as ISO 8601. */
export function reasonLines(reason: string | null): Line[] {
  return (reason ?? '').split('\n').reduce<Line[]>((lines, text) => {
    if (text.trim() === '') return lines
    const mark = marks.find(([, begin]) => text.startsWith(begin))
    if (mark) return [...lines, { kind: mark[0], text: text.slice(mark[1].length) }]
    const time = /^At (\d{4}-\d\d-\d\dT[\d:.]+Z)\.$/.exec(text)?.[1]
    if (time) return [...lines, { kind: 'time', text: time }]
    const last = lines.at(-1)
    // A reason of several paragraphs stays in one piece.
    if (last && last.kind !== 'time') return [...lines.slice(0, -1), { ...last, text: `${last.text}\n${text}` }]
    return [...lines, { kind: 'reason', text }]
  }, [])
}
