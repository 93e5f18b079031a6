import type { AuditHead, StoredEntry } from './read-audit.ts'
import { hashOfEntry } from './record-audit.ts'

export type Verification = {
  entries: number
  /** The last entry that is there. */
  head: AuditHead
  /** Sentences that name what is wrong, the first hundred; empty where the chain is whole. */
  findings: string[]
  /** How many more there are. */
  unnamed: number
}

export type VerificationOrder = {
  auditKey: string
  /** What the ledger holds for the newest entry. */
  ledger: AuditHead
  /** What somebody noted earlier; without its sequence, the entry is looked for by its hash. */
  noted: { sequence: number | null; hash: string } | null
}

type Progress = { last: AuditHead; entries: number; wrongHashes: number; otherFaults: number; notedFound: boolean }

const mostNamed = 100
const mostPlacesAway = 1_000

/**
 * Walks the chain once, in bounded memory, and names every entry that was changed, removed, added or moved; a chain that
 * ends too early or late by the ledger, or that lacks what was noted; and a key that is not the chain's.
 */
export async function verifyAudit(
  entries: AsyncIterable<StoredEntry>,
  order: VerificationOrder,
): Promise<Verification> {
  const findings: string[] = []
  let unnamed = 0
  const name = (sentence: string | null) => {
    if (sentence && findings.length < mostNamed) findings.push(sentence)
    else if (sentence) unnamed += 1
  }
  const progress: Progress = {
    ...{ last: { sequence: 0, hash: '' }, entries: 0, wrongHashes: 0, otherFaults: 0 },
    notedFound: order.noted?.hash === '',
  }
  for await (const entry of entries) checkEntry(entry, { progress, order, name })

  if (isWrongKey(progress)) return { ...ofProgress(progress), findings: [wrongKey(progress)], unnamed: 0 }
  name(compareWithLedger(progress.last, order.ledger))
  name(compareWithNoted(progress, order.noted))
  return { ...ofProgress(progress), findings, unnamed }
}

type Check = { progress: Progress; order: VerificationOrder; name: (sentence: string | null) => void }

function checkEntry(entry: StoredEntry, { progress, order, name }: Check): void {
  const { last } = progress
  const isOwn = hashOfEntry(entry, order.auditKey) === entry.hash
  const gap = wrongPlace(entry, last)
  const follows = entry.previousHash === last.hash
  name(gap)
  if (!isOwn) name(whyNotOwn(entry, order.auditKey))
  // Behind a gap, and behind an entry that lost its own hash, the link is broken for that reason.
  else if (!follows && !gap)
    name(`${nameOf(entry)} does not follow the entry before it, which was changed or replaced.`)

  progress.entries += 1
  progress.wrongHashes += isOwn ? 0 : 1
  progress.otherFaults += gap || !follows ? 1 : 0
  progress.notedFound ||= isNoted(entry, order.noted)
  progress.last = { sequence: entry.sequence, hash: entry.hash }
}

/** A number that was noted has to be the entry's own: with another one, somebody noted what never was. */
const isNoted = ({ hash, sequence }: StoredEntry, noted: VerificationOrder['noted']) =>
  hash === noted?.hash && (noted.sequence === null || noted.sequence === sequence)

function wrongPlace(entry: StoredEntry, last: AuditHead): string | null {
  const expected = last.sequence + 1
  if (entry.sequence === expected) return null
  if (entry.sequence < expected) return `${nameOf(entry)} was added: its number stands twice.`
  return entry.sequence === expected + 1
    ? `Entry ${expected} was removed.`
    : `Entries ${expected} to ${entry.sequence - 1} were removed.`
}

/** An entry that would be right at another number was moved from there. */
function whyNotOwn(entry: StoredEntry, auditKey: string): string {
  for (let away = 1; away <= mostPlacesAway; away += 1) {
    for (const sequence of [entry.sequence - away, entry.sequence + away]) {
      if (sequence > 0 && hashOfEntry({ ...entry, sequence }, auditKey) === entry.hash)
        return `${nameOf(entry)} was moved: it was number ${sequence}.`
    }
  }
  return `${nameOf(entry)} was changed or added: its hash is not that of what it says.`
}

const nameOf = ({ sequence, action, subject, at }: StoredEntry) => `Entry ${sequence} (${action} of ${subject}, ${at})`

const ofProgress = ({ last, entries }: Progress) => ({ head: last, entries })

const isWrongKey = ({ entries, wrongHashes, otherFaults }: Progress) =>
  entries > 0 && wrongHashes === entries && otherFaults === 0

const wrongKey = ({ entries }: Progress) =>
  entries === 1
    ? 'The one entry does not fit AUDIT_KEY: it was changed, or this is not the key that it was written with.'
    : `None of the ${entries} entries fits AUDIT_KEY, though each follows the one before: this is not the key that the chain was written with.`

function compareWithLedger(last: AuditHead, ledger: AuditHead): string | null {
  if (ledger.sequence > last.sequence)
    return `The end was cut off: the last entry is ${last.sequence}, and the ledger knows ${ledger.sequence}.`
  if (ledger.sequence < last.sequence)
    return `Entries after ${ledger.sequence} were added: the ledger does not know them.`
  return ledger.hash === last.hash ? null : `Entry ${last.sequence} is not the last one that the ledger knows.`
}

function compareWithNoted({ last, notedFound }: Progress, noted: VerificationOrder['noted']): string | null {
  if (!noted || notedFound) return null
  const shown = `${noted.hash.slice(0, 12)}…`
  if (noted.sequence === null)
    return `No entry has the hash ${shown} that was noted: the chain was cut off before it, or rewritten.`
  return noted.sequence > last.sequence
    ? `The end was cut off: entry ${noted.sequence} was noted, and the last one is ${last.sequence}.`
    : `The chain was rewritten: entry ${noted.sequence} was noted with the hash ${shown}, which it does not have.`
}
