import { readFileSync } from 'node:fs'

/** Linux counts processor time in hundredths of a second. */
const tickMs = 10

/** Megabytes in memory now; null where the system has no /proc. */
export function memoryOf(pid: number): number | null {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readOrEmpty(`/proc/${pid}/status`))?.[1]
  return kilobytes ? Math.round(Number(kilobytes) / 1024) : null
}

/** Milliseconds of processor time so far, its own and the system's for it; null likewise. */
export function processorTimeOf(pid: number): number | null {
  // The second field, the program's name, may hold spaces; it ends with the last bracket.
  const fields = readOrEmpty(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')
  return fields && fields.length > 12 ? (Number(fields[11]) + Number(fields[12])) * tickMs : null
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
