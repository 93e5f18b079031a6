const unreadable = /[\p{Cc}\u2028\u2029\u202d\u202e\ufeff]/u
const onlyInvisible = /^[\p{White_Space}\p{Cf}\p{Default_Ignorable_Code_Point}]+$/u

/** Why a line of text cannot be taken: something in it cannot be stored, seen or trusted. `null` if nothing. */
export function findUnreadable(line: string): string | null {
  const found = unreadable.exec(line)?.[0]
  if (found !== undefined) return `the control character ${codePointOf(found)} is not text; remove it`
  if (onlyInvisible.test(line)) return 'the line looks empty, but holds spaces or invisible characters; empty it'
  return findOpenDirection(line)
}

/**
 * An embedding left open would turn the order of whatever comes after it on a page. The overrides U+202D and U+202E are
 * control characters above: they make a text read as another.
 */
function findOpenDirection(line: string): string | null {
  const open: string[] = []
  for (const [mark] of line.matchAll(/[\u202a-\u202c\u2066-\u2069]/g)) {
    const isCloser = mark === '\u202c' || mark === '\u2069'
    if (!isCloser) open.push(mark === '\u202a' || mark === '\u202b' ? '\u202c' : '\u2069')
    else if (open.pop() !== mark) return `the direction mark ${codePointOf(mark)} closes nothing; remove it`
  }
  const closer = open.pop()
  return closer === undefined ? null : `a direction mark is left open; close it with ${codePointOf(closer)}`
}

function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
