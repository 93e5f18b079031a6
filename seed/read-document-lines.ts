import { documentLimits } from './document-format.ts'
import type { DocumentSource } from './document-source.ts'
import { findUnreadable } from './find-unreadable.ts'
import type { RefuseLine } from './refuse-document-line.ts'

export type DocumentLines = Pick<DocumentSource, 'byteOrderMark' | 'lineEnd' | 'finalNewline'> & { lines: string[] }

/** Bytes to lines, refusing whatever could not be given back, stored or seen: line 1 is `lines[0]`. */
export function readDocumentLines(bytes: Uint8Array, refuseLine: RefuseLine): DocumentLines {
  assertSize(bytes, refuseLine)
  const byteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const rawLines = decodeUtf8(bytes.subarray(byteOrderMark ? 3 : 0), refuseLine).split('\n')
  const finalNewline = rawLines.at(-1) === ''
  if (finalNewline) rawLines.pop()
  if (rawLines.length === 0) throw refuseLine(1, 'the document is empty')
  if (rawLines.length > documentLimits.lines) {
    throw refuseLine(documentLimits.lines + 1, `a document has at most ${documentLimits.lines} lines`)
  }

  const newlines = finalNewline ? rawLines.length : rawLines.length - 1
  const lineEnd = newlines > 0 && rawLines[0]?.endsWith('\r') ? 'CRLF' : 'LF'
  const lines = rawLines.map((rawLine, index) => {
    const isEnded = index < newlines
    if (isEnded && rawLine.endsWith('\r') !== (lineEnd === 'CRLF')) {
      throw refuseLine(index + 1, `line ends are mixed: line 1 ends in ${lineEnd}, and this one does not`)
    }
    const line = isEnded && lineEnd === 'CRLF' ? rawLine.slice(0, -1) : rawLine
    const reason = findUnreadable(line)
    if (reason !== null) throw refuseLine(index + 1, reason)
    return line
  })
  return { lines, byteOrderMark, lineEnd, finalNewline }
}

function assertSize(bytes: Uint8Array, refuseLine: RefuseLine): void {
  if (bytes.length <= documentLimits.bytes) return
  const line = bytes.subarray(0, documentLimits.bytes).reduce((count, byte) => count + (byte === 0x0a ? 1 : 0), 1)
  throw refuseLine(line, `a document has at most ${documentLimits.bytes} bytes, and this one has ${bytes.length}`)
}

function decodeUtf8(bytes: Uint8Array, refuseLine: RefuseLine): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  try {
    return decoder.decode(bytes)
  } catch {
    throw refuseLine(firstLineNotUtf8(bytes), 'the bytes are not UTF-8; save the document as UTF-8')
  }
}

/** A newline byte is never part of a longer character, so each line can be judged alone. */
function firstLineNotUtf8(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let line = 1
  let start = 0
  for (;;) {
    const end = bytes.indexOf(0x0a, start)
    try {
      decoder.decode(bytes.subarray(start, end < 0 ? bytes.length : end))
    } catch {
      return line
    }
    if (end < 0) return line
    start = end + 1
    line += 1
  }
}
